package io.mailpulse.local.samples;

import io.mailpulse.local.find.TopicContents;
import io.mailpulse.local.samples.Expectation.Outcome;
import io.mailpulse.local.store.StoreContent;
import io.mailpulse.local.store.StoredMail;
import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.EmailAlert;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.Segment;
import io.mailpulse.schema.SegmentKind;
import io.mailpulse.schema.SentimentLabel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Holds what a run found against what the samples expect. */
public final class SampleCheck {

  private final TopicContents findings;
  private final List<StoreContent> stores;
  private final Map<String, EmailRaw> mails = new HashMap<>();
  private final Map<String, DeadLetter> letters = new HashMap<>();
  private final Set<String> alerting = new HashSet<>();
  private final List<String> failures = new ArrayList<>();

  private SampleCheck(TopicContents findings, List<StoreContent> stores) {
    this.findings = findings;
    this.stores = stores;
    // A mail inside another has its source; the sample is the outer one.
    findings.raws().stream()
        .filter(mail -> mail.getParentEmailId() == null)
        .forEach(mail -> mails.put(mail.getSource(), mail));
    findings.deadLetters().forEach(letter -> letters.put(letter.getSource(), letter));
    findings.alerts().stream().map(EmailAlert::getEmailId).forEach(alerting::add);
  }

  /**
   * The result.
   *
   * @param checked samples that were looked at
   * @param failures what does not hold: sample, field, expected and found
   * @param humanLabels samples that a person labelled
   * @param agreed of those, how many the model labelled alike
   */
  public record Result(int checked, List<String> failures, int humanLabels, int agreed) {

    /** True if everything holds. */
    public boolean holds() {
      return failures.isEmpty();
    }
  }

  /**
   * Checks every sample.
   *
   * @param stores what each store holds: an expectation must hold in every one
   */
  public static Result check(
      List<Sample> samples, TopicContents findings, List<StoreContent> stores) {
    var check = new SampleCheck(findings, stores);
    samples.forEach(check::check);
    check.checkThreads(samples);
    var labelled = samples.stream().filter(s -> s.expected().humanLabel() != null).toList();
    int agreed = (int) labelled.stream().filter(check::agreesWithPerson).count();
    return new Result(samples.size(), List.copyOf(check.failures), labelled.size(), agreed);
  }

  private void check(Sample sample) {
    for (String secret : sample.expected().notInAnyStore()) {
      for (StoreContent store : stores) {
        if (store.anyText(text -> text.contains(secret))) {
          // The value itself must not spread any further either.
          fail(sample, "not_in_any_store", "a planted value to be in no store", store.name());
        }
      }
    }
    switch (sample.expected().outcome()) {
      case DEAD_LETTER -> checkDeadLetter(sample);
      case DUPLICATE -> checkDuplicate(sample);
      case SCORED, UNKNOWN -> checkAnswer(sample);
    }
  }

  private void checkDeadLetter(Sample sample) {
    DeadLetter letter = letters.get(sample.source());
    if (letter == null) {
      fail(sample, "outcome", "a dead letter", "none");
    } else {
      expect(sample, "dead_letter_kind", sample.expected().deadLetterKind(), letter.getKind());
    }
  }

  private void checkDuplicate(Sample sample) {
    EmailRaw mail = mails.get(sample.source());
    EmailRaw original = mails.get(sample.sibling(sample.expected().duplicateOf()));
    if (mail == null || original == null) {
      fail(sample, "outcome", "two arrivals of one mail", "one or none");
    } else {
      expect(sample, "duplicate_of", original.getEmailId(), mail.getEmailId());
    }
  }

  private void checkAnswer(Sample sample) {
    EmailRaw mail = mails.get(sample.source());
    if (mail == null) {
      fail(sample, "outcome", sample.expected().outcome(), "no record in emails.raw.v1");
      return;
    }
    checkMail(sample, mail);
    for (StoreContent store : stores) {
      StoredMail stored = store.mails().get(mail.getEmailId());
      if (stored == null) {
        fail(sample, "outcome", sample.expected().outcome(), "nothing in " + store.name());
      } else {
        checkStored(sample, store.name(), stored);
      }
    }
    if (sample.expected().alert() != null) {
      expect(sample, "alert", sample.expected().alert(), alerting.contains(mail.getEmailId()));
    }
  }

  private void checkMail(Sample sample, EmailRaw mail) {
    Expectation expected = sample.expected();
    String reply = reply(mail);
    for (String text : expected.replyContains()) {
      if (!reply.contains(text)) {
        fail(sample, "reply_contains", text, "a reply without it");
      }
    }
    for (String text : expected.replyExcludes()) {
      if (reply.contains(text)) {
        fail(sample, "reply_excludes", "no " + text, "a reply with it");
      }
    }
    for (String type : expected.redactedTypes()) {
      String token = "<" + type;
      if (!mail.getBodyText().contains(token) && !mail.getSubject().contains(token)) {
        fail(sample, "redacted_types", type, "redactions " + mail.getRedactions());
      }
    }
    if (expected.attachments() != null) {
      expect(sample, "attachments", expected.attachments(), mail.getAttachments().size());
    }
  }

  private void checkStored(Sample sample, String store, StoredMail stored) {
    Expectation expected = sample.expected();
    boolean unknown = stored.label().equals(SentimentLabel.UNKNOWN.wireName());
    if (unknown != (expected.outcome() == Outcome.UNKNOWN)) {
      fail(sample, "outcome in " + store, expected.outcome(), stored.label());
    }
    if (expected.label() != null && !expected.label().contains(stored.label())) {
      fail(sample, "label in " + store, expected.label(), stored.label());
    }
    expect(sample, "kind in " + store, expected.kind(), stored.mailKind());
    expect(sample, "language in " + store, expected.language(), stored.language());
    expect(sample, "unknown_reason in " + store, expected.unknownReason(), stored.unknownReason());
  }

  /**
   * A name stands for one thread id, and a thread id for one name, in every store. A thread that
   * was merged into another counts as that one.
   */
  private void checkThreads(List<Sample> samples) {
    for (StoreContent store : stores) {
      Map<String, String> idOfName = new LinkedHashMap<>();
      Map<String, String> nameOfId = new LinkedHashMap<>();
      for (Sample sample : samples) {
        String name = sample.expected().thread();
        EmailRaw mail = mails.get(sample.source());
        StoredMail stored = mail == null ? null : store.mails().get(mail.getEmailId());
        if (name == null || stored == null) {
          continue;
        }
        String id = findings.threadHolding(stored.threadId());
        expect(sample, "thread in " + store.name(), idOfName.getOrDefault(name, id), id);
        expect(sample, "thread in " + store.name(), name, nameOfId.getOrDefault(id, name));
        idOfName.putIfAbsent(name, id);
        nameOfId.putIfAbsent(id, name);
      }
    }
  }

  private boolean agreesWithPerson(Sample sample) {
    EmailRaw mail = mails.get(sample.source());
    var score = mail == null ? null : findings.sentiments().get(mail.getEmailId());
    return score != null && score.getLabel().equals(sample.expected().humanLabel());
  }

  private static String reply(EmailRaw mail) {
    var reply = new StringBuilder();
    for (Segment segment : mail.getSegments()) {
      if (segment.getKind().equals(SegmentKind.AUTHORED.wireName())) {
        reply.append(mail.getBodyText(), segment.getStart(), segment.getEnd());
      }
    }
    return reply.toString();
  }

  /** A null expectation expects nothing. */
  private void expect(Sample sample, String field, Object expected, Object found) {
    if (expected != null && !expected.equals(found)) {
      fail(sample, field, expected, found);
    }
  }

  private void fail(Sample sample, String field, Object expected, Object found) {
    failures.add(
        "%s: %s: expected %s, found %s".formatted(sample.source(), field, expected, found));
  }
}
