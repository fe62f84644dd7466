/**
 * Mail to scores: what the sender wrote goes to the model in small batches, off the task thread. A
 * mail that the model gives no score for waits and is asked for later; a text that fails alone
 * becomes a typed dead letter.
 */
package io.mailpulse.flink.score;
