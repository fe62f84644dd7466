package io.mailpulse.flink.thread;

import io.mailpulse.flink.alert.TurnRule;
import io.mailpulse.flink.alert.TurnRule.Candidacy;
import io.mailpulse.flink.alert.TurnRule.Course;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Applies the alert rule to the mails of a thread that event time has passed, in the order of event
 * time and each under the negativity of its own 24 hours, whatever order they arrived in. One pass
 * with a sliding window.
 *
 * @param course of the thread afterwards
 * @param judged the mails that were judged now, in event order
 */
record TurnSweep(Course course, List<Judged> judged) {

  /**
   * A mail under the rule.
   *
   * @param entry the mail
   * @param negativity of the 24 hours up to it, it included
   * @param course what the mail made of the thread
   */
  record Judged(MoodEntry entry, Negativity negativity, Course course) {}

  /**
   * Judges what is due.
   *
   * @param rule the rule
   * @param before course of the thread before
   * @param timeline all mails that are known of the last 24 hours, in any order
   * @param candidates ids of those that can turn a thread
   * @param due which mails are to be judged now; with a mail, those before it in event order
   */
  static TurnSweep of(
      TurnRule rule,
      Course before,
      Collection<MoodEntry> timeline,
      Set<String> candidates,
      Predicate<MoodEntry> due) {
    List<MoodEntry> ordered = timeline.stream().sorted(MoodEntry.EVENT_ORDER).toList();
    var judged = new ArrayList<Judged>();
    Course course = before;
    int first = 0;
    int negative = 0;
    for (int i = 0; i < ordered.size(); i++) {
      MoodEntry entry = ordered.get(i);
      negative += entry.negative();
      while (!Negativity.isInWindow(ordered.get(first), entry.atMillis())) {
        negative -= ordered.get(first++).negative();
      }
      if (entry.isJudged() || !due.test(entry)) {
        continue;
      }
      var negativity = new Negativity(negative, i - first + 1);
      Candidacy candidacy =
          candidates.contains(entry.emailId()) ? Candidacy.CANDIDATE : Candidacy.BYSTANDER;
      course = rule.judge(course, negativity.without(entry).rate(), negativity.rate(), candidacy);
      judged.add(new Judged(entry, negativity, course));
    }
    return new TurnSweep(course, judged);
  }
}
