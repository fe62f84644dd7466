package io.mailpulse.local.check;

import io.mailpulse.generate.truth.MailTruth;
import io.mailpulse.generate.truth.ThreadTruth;
import io.mailpulse.generate.truth.Truth;
import io.mailpulse.local.find.TopicContents;
import io.mailpulse.local.store.StoreComparison;
import io.mailpulse.local.store.StoreContent;
import io.mailpulse.local.store.StoredMail;
import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.SentimentLabel;
import io.mailpulse.schema.UnknownReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Holds stores against the truth of the mail that went in. Every mail must be accounted for exactly
 * once, whatever the order of arrival: answered in every store, or given up with a dead letter. How
 * far labels, languages and alerts agree are figures, and decide nothing.
 */
public final class TruthCheck {

  private static final double PERCENT_OF_A_PERCENT = 10_000;

  private final Map<String, MailTruth> mails;
  private final Truth truth;
  private final Optional<TopicContents> topics;
  private final CheckSettings settings;
  private final Map<String, Object> figures = new LinkedHashMap<>();
  private final List<String> differences = new ArrayList<>();
  private final Set<String> givenUp = new HashSet<>();

  private TruthCheck(Truth truth, Optional<TopicContents> topics, CheckSettings settings) {
    this.truth = truth;
    this.mails = truth.mails();
    this.topics = topics;
    this.settings = settings;
  }

  /**
   * Checks stores.
   *
   * @param topics what the topics hold; empty if only other stores are looked at, which know no
   *     arrivals and no dead letters
   * @param stores at least one
   */
  public static CheckResult check(
      Truth truth,
      Optional<TopicContents> topics,
      List<StoreContent> stores,
      CheckSettings settings) {
    var check = new TruthCheck(truth, topics, settings);
    check.figures.put("mails", check.mails.size());
    check.figures.put("arrivals", truth.arrivals().size());
    topics.ifPresent(check::letters);
    topics.ifPresent(check::arrivals);
    for (StoreContent store : stores) {
      check.store(store);
    }
    check.differences.addAll(StoreComparison.differences(stores));
    topics.ifPresent(check::alerts);
    LeakCheck.of(truth, stores, settings.except()).forEach(check.differences::add);
    return new CheckResult(new LinkedHashMap<>(check.figures), List.copyOf(check.differences));
  }

  /** Dead letters: one for what is damaged, and for others only in place of an answer. */
  private void letters(TopicContents contents) {
    Map<String, String> byDigest = new HashMap<>();
    truth.arrivals().stream()
        .filter(arrival -> !arrival.sha256().isEmpty())
        .forEach(arrival -> byDigest.put(arrival.sha256(), arrival.emailId()));
    for (DeadLetter letter : contents.deadLetters()) {
      String emailId =
          letter.getEmailId() != null
              ? letter.getEmailId()
              : byDigest.get(letter.getPayloadSha256());
      MailTruth mail = mails.get(emailId);
      if (mail == null) {
        differences.add(
            "a dead letter of kind " + letter.getKind() + " is of no mail that went in");
      } else {
        givenUp.add(emailId);
        if (mail.isRead()) {
          differences.add(
              name(mail) + " was given up as " + letter.getKind() + ", expected an answer");
        }
      }
    }
    for (MailTruth mail : mails.values()) {
      if (!mail.isRead() && !givenUp.contains(mail.emailId())) {
        differences.add(name(mail) + " cannot be read, and there is no dead letter of it");
      }
    }
    figures.put("dead_letters", contents.deadLetters().size());
  }

  /** Every arrival has a record, duplicates too. */
  private void arrivals(TopicContents contents) {
    Map<String, Long> expected =
        truth.arrivals().stream()
            .filter(MailTruth::isRead)
            .collect(Collectors.groupingBy(MailTruth::emailId, Collectors.counting()));
    Map<String, Long> found =
        contents.raws().stream()
            .collect(Collectors.groupingBy(EmailRaw::getEmailId, Collectors.counting()));
    expected.forEach(
        (id, count) -> {
          long records = found.getOrDefault(id, 0L);
          if (records != count) {
            differences.add(
                name(mails.get(id))
                    + " arrived "
                    + count
                    + " times and has "
                    + records
                    + " records in emails.raw.v1");
          }
        });
    figures.put("records", contents.raws().size());
    figures.put("duplicates", contents.raws().size() - found.size());
  }

  private void store(StoreContent store) {
    long unknown = 0;
    for (MailTruth mail : mails.values()) {
      StoredMail stored = store.mails().get(mail.emailId());
      if (stored == null) {
        if (mail.isRead() && !givenUp.contains(mail.emailId())) {
          differences.add(name(mail) + " is not in " + store.name());
        }
        continue;
      }
      if (!mail.isRead()) {
        differences.add(name(mail) + " cannot be read and is in " + store.name());
      }
      if (!stored.mailKind().equals(mail.kind())) {
        differences.add(
            name(mail)
                + " is of kind "
                + mail.kind()
                + ", found "
                + stored.mailKind()
                + " in "
                + store.name());
      }
      if (stored.unknownReason().equals(UnknownReason.PENDING.wireName())) {
        differences.add(name(mail) + " is still pending in " + store.name());
      }
      unknown += stored.label().equals(SentimentLabel.UNKNOWN.wireName()) ? 1 : 0;
    }
    store.mails().keySet().stream()
        .filter(id -> !mails.containsKey(id))
        .forEach(id -> differences.add("mail " + id + " in " + store.name() + " never went in"));
    String prefix = store.name().toLowerCase(java.util.Locale.ROOT) + '_';
    figures.put(prefix + "mails", store.mails().size());
    figures.put(prefix + "unknown", unknown);
    threads(store, prefix);
    agreement(store, prefix);
  }

  private void threads(StoreContent store, String prefix) {
    Map<String, String> meant = new HashMap<>();
    mails.forEach((id, mail) -> meant.put(id, mail.thread()));
    Map<String, String> found = new HashMap<>();
    store
        .mails()
        .forEach(
            (id, mail) ->
                found.put(
                    id, topics.map(t -> t.threadHolding(mail.threadId())).orElse(mail.threadId())));
    PairAgreement pairs = PairAgreement.of(meant, found);
    figures.put(prefix + "threads_f1", rounded(pairs.f1()));
    if (pairs.f1() < settings.leastThreads()) {
      differences.add(
          "threads in %s: pairwise F1 %s, precision %s, recall %s, expected at least %s"
              .formatted(
                  store.name(),
                  rounded(pairs.f1()),
                  rounded(pairs.precision()),
                  rounded(pairs.recall()),
                  settings.leastThreads()));
    }
  }

  /** Of mails by persons whose label readers would agree on, and of all languages. */
  private void agreement(StoreContent store, String prefix) {
    long labelled = 0;
    long alike = 0;
    long spoken = 0;
    for (StoredMail stored : store.mails().values()) {
      MailTruth mail = mails.get(stored.emailId());
      if (mail == null) {
        continue;
      }
      spoken += mail.language().equals(language(stored)) ? 1 : 0;
      if (mail.certain() && mail.kind().equals("person")) {
        labelled++;
        alike += mail.label().equals(stored.label()) ? 1 : 0;
      }
    }
    figures.put(prefix + "labels_alike", share(alike, labelled));
    figures.put(prefix + "languages_alike", share(spoken, store.mails().size()));
  }

  /** Bokmål is how Norwegian is told. */
  private static String language(StoredMail stored) {
    return stored.language().equals("nb") ? "no" : stored.language();
  }

  private void alerts(TopicContents contents) {
    Set<String> alerted =
        contents.alerts().stream()
            .map(alert -> mails.get(alert.getEmailId()))
            .filter(java.util.Objects::nonNull)
            .map(MailTruth::thread)
            .collect(Collectors.toSet());
    Set<String> due =
        truth.threads().stream()
            .filter(ThreadTruth::alert)
            .map(ThreadTruth::thread)
            .collect(Collectors.toSet());
    long right = alerted.stream().filter(due::contains).count();
    figures.put("alerts", contents.alerts().size());
    figures.put("threads_alerted_of_due", share(right, due.size()));
    figures.put("threads_alerted_undue", alerted.size() - right);
  }

  private static Object share(long part, long whole) {
    return whole == 0 ? "none" : rounded(part / (double) whole);
  }

  private static double rounded(double value) {
    return Math.round(value * PERCENT_OF_A_PERCENT) / PERCENT_OF_A_PERCENT;
  }

  private static String name(MailTruth mail) {
    return "mail " + mail.emailId() + " (" + mail.source() + ")";
  }
}
