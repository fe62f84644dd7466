/**
 * Entry points of the batch jobs and the list of them: rescore history, dump a table. Each prints
 * JSON on standard output and exits 0, 1 after a failure or 2 after a wrong command line or
 * configuration.
 */
package io.mailpulse.spark;
