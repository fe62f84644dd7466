/**
 * The mood of a thread: totals, and negativity over the last 24 hours of event time, in whatever
 * order its mails arrive. The decisions are in plain classes, the operator holds state and timers.
 */
package io.mailpulse.flink.thread;
