/**
 * What a deployment may choose: typed options with defaults and descriptions, from which the
 * documentation page is generated. A configuration is checked as a whole before a graph exists.
 */
package io.mailpulse.flink.config;
