package io.mailpulse.generate.truth;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is true of a run.
 *
 * @param arrivals every arrival in order, and the mails attached to each
 * @param threads every thread
 */
public record Truth(List<MailTruth> arrivals, List<ThreadTruth> threads) {

  /** Copies the lists. */
  public Truth {
    arrivals = List.copyOf(arrivals);
    threads = List.copyOf(threads);
  }

  /** The first arrival of each mail by its id. */
  public Map<String, MailTruth> mails() {
    Map<String, MailTruth> mails = new LinkedHashMap<>();
    arrivals.forEach(arrival -> mails.putIfAbsent(arrival.emailId(), arrival));
    return mails;
  }
}
