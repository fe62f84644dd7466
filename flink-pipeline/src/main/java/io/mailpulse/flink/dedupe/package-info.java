/**
 * Has this mail been seen? Ids are remembered for a time; the same id with another body is not
 * taken for a repetition.
 */
package io.mailpulse.flink.dedupe;
