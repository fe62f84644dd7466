/**
 * What does this text score? The API that Flink, Spark and the command line share: a {@link
 * io.mailpulse.model.Scorer} takes redacted texts and gives labelled scores.
 */
package io.mailpulse.model;
