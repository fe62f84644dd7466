package io.mailpulse.local.report;

import io.mailpulse.flink.balance.Balance;
import io.mailpulse.local.find.Invariant;
import io.mailpulse.local.find.Overview;
import io.mailpulse.local.find.TopicContents;
import io.mailpulse.local.samples.SampleCheck;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a demo found and whether it is right.
 *
 * @param findings what the topics hold
 * @param overview the same, counted
 * @param invariant in against out, counted from the topics
 * @param balance in against out, as the job counted
 * @param storeDifferences where stores disagree
 * @param stores names of the stores that were compared
 * @param samples whether the samples' expectations hold, if the mailbox has any
 * @param running from the job's start to its end
 * @param answering from the first answer to the last
 */
public record DemoOutcome(
    TopicContents findings,
    Overview overview,
    Invariant invariant,
    Balance balance,
    List<String> storeDifferences,
    List<String> stores,
    Optional<SampleCheck.Result> samples,
    Duration running,
    Duration answering) {

  /** True if nothing was lost, the stores agree, and every sample came out as expected. */
  public boolean right() {
    return invariant.holds()
        && balanceAgrees()
        && storeDifferences.isEmpty()
        && samples.map(SampleCheck.Result::holds).orElse(true);
  }

  /** True if the job's own counters say what the topics say. */
  public boolean balanceAgrees() {
    return balance.pending() == 0
        && balance.in() == invariant.in()
        && balance.scored() == invariant.scored()
        && balance.unknown() == invariant.unknown();
  }

  /** Mails per second from the job's start to its end, start-up included. */
  public double mailsPerSecond() {
    return invariant.in() * 1000.0 / Math.max(1, running.toMillis());
  }
}
