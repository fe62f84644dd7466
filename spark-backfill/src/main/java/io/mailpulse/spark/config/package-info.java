/**
 * What a batch run is told: key=value lines and overrides, checked as a whole before Spark starts.
 */
package io.mailpulse.spark.config;
