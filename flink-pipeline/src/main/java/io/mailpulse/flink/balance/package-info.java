/**
 * Nothing is lost: counters from which in = scored + unknown + duplicates + dead-lettered + pending
 * can be checked at any time.
 */
package io.mailpulse.flink.balance;
