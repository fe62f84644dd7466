/** Stores against the truth of generated mail. */
package io.mailpulse.local.check;
