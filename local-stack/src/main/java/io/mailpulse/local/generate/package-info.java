/**
 * Generated mail on its way: to a broker, an mbox or a landing, at a rate, with its truth in a file
 * beside it. What is generated is {@code io.mailpulse.generate}'s.
 */
package io.mailpulse.local.generate;
