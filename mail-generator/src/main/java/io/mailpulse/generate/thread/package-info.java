/** Conversations turn by turn: who writes what to whom, in which program's style, quoting whom. */
package io.mailpulse.generate.thread;
