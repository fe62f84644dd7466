/**
 * What is every Flink job of ours, whatever it computes? Its name, width and checkpoints, and the
 * settings of Flink that hold for all of them.
 */
package io.mailpulse.connectors.job;
