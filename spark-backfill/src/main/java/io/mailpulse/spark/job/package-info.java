/**
 * What is a batch job, whatever it does? A name, options, a run and a summary; one main runs them
 * all, prints JSON on standard output and exits 0, 1 after a failure or 2 after a wrong command
 * line or configuration.
 */
package io.mailpulse.spark.job;
