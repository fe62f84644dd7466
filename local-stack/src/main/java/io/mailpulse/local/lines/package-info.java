/**
 * Questions and answers as JSON lines: one object per line in, one per line out, in the same order.
 * A line that cannot be answered is answered with an error, and the run goes on.
 */
package io.mailpulse.local.lines;
