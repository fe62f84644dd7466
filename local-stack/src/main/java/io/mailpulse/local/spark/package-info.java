/**
 * How the Spark jobs are started from here: in a JVM of their own, because Spark and Flink never
 * share a class path. The launcher and the tests use the same command line.
 */
package io.mailpulse.local.spark;
