/**
 * How does a job show that nothing is lost? Each outcome is counted once, as an accumulator and as
 * a metric; what must add up is the job's to say.
 */
package io.mailpulse.connectors.balance;
