/**
 * Mail to scores: what the sender wrote goes to the model in small batches, off the task thread. A
 * score that cannot be had becomes a typed dead letter.
 */
package io.mailpulse.flink.score;
