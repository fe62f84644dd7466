package io.mailpulse.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.generate.truth.MailTruth;
import io.mailpulse.generate.truth.PlantedValue;
import io.mailpulse.mail.MailReader;
import io.mailpulse.mail.MailSettings;
import io.mailpulse.mail.ReadResult;
import io.mailpulse.mail.thread.HeaderHabit;
import io.mailpulse.mail.thread.MailFacts;
import io.mailpulse.mail.thread.ThreadResolver;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.MimeMail;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the parser finds in mails of all languages is what the truth says of them. */
class RoundTripTest {

  private static final Instant LATER = Instant.parse("2027-01-01T00:00:00Z");

  private static final List<GeneratedMail> MAILS = new ArrayList<>();
  private static final Map<String, MailTruth> TRUTHS = new LinkedHashMap<>();
  private static final Map<String, EmailRaw> RECORDS = new LinkedHashMap<>();
  private static final Set<String> REJECTED = new HashSet<>();

  @BeforeAll
  static void readAll() {
    new MailGenerator(
            GeneratorSettings.builder().seed(11).mails(2_000).planted(0.8).damaged(0.01).build())
        .forEachRemaining(MAILS::add);
    try (var reader = MailReader.create(MailSettings.defaults())) {
      for (GeneratedMail mail : MAILS) {
        mail.truths().forEach(truth -> TRUTHS.putIfAbsent(truth.emailId(), truth));
        read(reader, mail);
      }
    }
  }

  private static void read(MailReader reader, GeneratedMail mail) {
    MimeMail record =
        MimeMail.newBuilder()
            .setTenantId(mail.truth().tenantId())
            .setSource(mail.truth().source())
            .setSizeBytes(mail.bytes().length)
            .setMime(ByteBuffer.wrap(mail.bytes()))
            .build();
    if (reader.read(record, LATER) instanceof ReadResult.Read read) {
      read.emails().forEach(email -> RECORDS.put(email.getEmailId(), email));
    } else {
      REJECTED.add(mail.truth().emailId());
    }
  }

  @Test
  void everyMailIsReadUnderItsIdUnlessItIsDamaged() {
    Set<String> damaged = new HashSet<>(TRUTHS.keySet());
    damaged.removeIf(id -> TRUTHS.get(id).isRead());
    Set<String> readable = new HashSet<>(TRUTHS.keySet());
    readable.removeAll(damaged);

    assertThat(REJECTED).isEqualTo(damaged).isNotEmpty();
    assertThat(RECORDS.keySet()).isEqualTo(readable);
  }

  @Test
  void timesKindsAndSoundnessAreAsMeant() {
    RECORDS.forEach(
        (id, record) -> {
          MailTruth truth = TRUTHS.get(id);
          assertThat(record.getTimestamp()).isEqualTo(truth.receivedAt());
          assertThat(record.getSentAt()).isEqualTo(truth.sentAt());
          assertThat(record.getMailKind()).as(record.getBodyText()).isEqualTo(truth.kind());
          assertThat(record.getDefects()).isEmpty();
          assertThat(record.getBodyText()).doesNotContain("\ufffd");
        });
  }

  @Test
  void languagesAreToldApart() {
    long alike =
        RECORDS.values().stream()
            .filter(record -> isSpoken(TRUTHS.get(record.getEmailId()), record.getLanguage()))
            .count();

    assertThat(alike / (double) RECORDS.size()).isGreaterThan(0.98);
  }

  /** Bokmål is how Norwegian is told; the twins Croatian and Bosnian share these sentences. */
  private static boolean isSpoken(MailTruth truth, String found) {
    return truth.language().equals(found.equals("nb") ? "no" : found);
  }

  @Test
  void threadsAreThoseThatWereMeantWithHeadersOrWithout() {
    List<MailFacts> facts = RECORDS.values().stream().map(MailFacts::of).toList();
    Map<String, Set<String>> found = new HashMap<>();
    Map<String, Set<String>> meant = new HashMap<>();
    new ThreadResolver(HeaderHabit.MIXED)
        .resolve(facts)
        .forEach(
            (id, assignment) -> {
              String thread = TRUTHS.get(id).thread();
              found.computeIfAbsent(assignment.threadId(), key -> new TreeSet<>()).add(thread);
              meant.computeIfAbsent(thread, key -> new TreeSet<>()).add(assignment.threadId());
            });

    assertThat(found.values()).allMatch(threads -> threads.size() == 1);
    assertThat(meant.values()).allMatch(threads -> threads.size() == 1);
  }

  @Test
  void noPlantedValueStandsInAnyRecord() {
    Set<PlantedValue> values = new HashSet<>();
    TRUTHS.values().forEach(truth -> values.addAll(truth.planted()));
    Set<String> found = new TreeSet<>();
    for (EmailRaw record : RECORDS.values()) {
      String text = record.toString();
      for (PlantedValue value : values) {
        if (text.contains(value.value())) {
          found.add(
              value.kind() + " in " + TRUTHS.get(record.getEmailId()).language() + ": " + value);
        }
      }
    }

    assertThat(values).hasSizeGreaterThan(2_000);
    assertThat(found).isEmpty();
  }
}
