/**
 * The services that the pipeline needs, as processes or threads of this machine: a Kafka broker, an
 * Elasticsearch server, a Flink cluster. Each starts on the next free port, and says what is wrong
 * and what to do when it cannot.
 */
package io.mailpulse.local.service;
