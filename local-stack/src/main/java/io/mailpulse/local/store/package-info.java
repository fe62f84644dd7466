/**
 * What each store holds of a run, in one shape, so that Kafka, Elasticsearch and Delta can be held
 * against each other.
 */
package io.mailpulse.local.store;
