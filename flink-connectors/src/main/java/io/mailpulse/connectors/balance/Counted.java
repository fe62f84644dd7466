package io.mailpulse.connectors.balance;

/** What a job counts; each job has an enum of its own. */
public interface Counted {

  /** Name of the accumulator, and after a dot of the metric. */
  String counterName();
}
