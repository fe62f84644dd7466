/**
 * What happens to each mail, and when? The job: its wiring, its configuration, and one package per
 * stage or store below.
 */
package io.mailpulse.flink;
