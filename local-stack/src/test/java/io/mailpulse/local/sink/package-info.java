/** The job's sinks against the real thing: a search server, and Spark reading what Flink wrote. */
package io.mailpulse.local.sink;
