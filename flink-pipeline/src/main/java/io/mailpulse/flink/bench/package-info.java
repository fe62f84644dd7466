/**
 * How much does the engine cost? Figures of the chain with and without Flink, measured in one run.
 */
package io.mailpulse.flink.bench;
