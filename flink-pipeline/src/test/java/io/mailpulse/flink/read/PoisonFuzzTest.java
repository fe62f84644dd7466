package io.mailpulse.flink.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.connectors.kafka.Unreadable;
import io.mailpulse.flink.config.PipelineConfig.Events;
import io.mailpulse.flink.record.ScoredMail;
import io.mailpulse.flink.score.ScoreOutcome;
import io.mailpulse.flink.store.EmailDocument;
import io.mailpulse.flink.store.MailRows;
import io.mailpulse.flink.thread.AssignThread;
import io.mailpulse.flink.thread.NoticeMerges;
import io.mailpulse.flink.time.MailWatermarks;
import io.mailpulse.mail.MailReader;
import io.mailpulse.mail.MailSettings;
import io.mailpulse.mail.RecordBounds;
import io.mailpulse.mail.mailbox.MailboxReader;
import io.mailpulse.model.MailScoring;
import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.MimeMail;
import io.mailpulse.schema.PendingMail;
import io.mailpulse.schema.RedactedMail;
import io.mailpulse.schema.codec.AvroCodec;
import io.mailpulse.schema.codec.CodecException;
import io.mailpulse.schema.codec.JsonCodec;
import io.mailpulse.schema.codec.RecordCodec;
import io.mailpulse.schema.elasticsearch.IndexLayout;
import io.mailpulse.schema.failure.FailureKind;
import io.mailpulse.schema.id.Ids;
import io.mailpulse.testkit.SampleMails;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.apache.flink.util.OutputTag;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing that a record of an input topic holds stops the job: damaged and hostile records of all
 * three, in both formats, go through decoder, event time, reading or admission, and what every
 * stage behind makes of them. Each ends as records that fit or as one dead letter that fits.
 *
 * <p>{@code -Dfuzz.minutes=60} goes on for an hour, {@code -Dfuzz.seed=N} takes another seed; seed,
 * inputs and outcomes are printed.
 */
class PoisonFuzzTest {

  private static final long SEED = Long.getLong("fuzz.seed", 20261128L);
  private static final int INPUTS = 4_000;
  private static final long MINUTES = Long.getLong("fuzz.minutes", 0);
  private static final int BROKER_TAKES = 1_000_000;

  private static final Events EVENTS =
      new Events(
          Duration.ofMinutes(1),
          Duration.ofSeconds(30),
          Duration.ofMinutes(5),
          Duration.ofHours(1),
          Duration.ZERO);

  private final TreeMap<String, Integer> outcomes = new TreeMap<>();
  private final EmailDocument documents = new EmailDocument(IndexLayout.PER_TENANT_AND_MONTH);

  @TempDir Path landing;

  @Test
  void everyRecordEndsAsRecordsOrAsALetterThatFit() throws Exception {
    var poison = new Poison(SEED, samples());
    long end = System.nanoTime() + Duration.ofMinutes(MINUTES).toNanos();
    int inputs = 0;
    try (var mimes = mimes();
        var raws = raws();
        var waiting = new WaitingPath(landing.toUri())) {
      land(poison);
      while (MINUTES > 0 ? System.nanoTime() < end : inputs < INPUTS) {
        for (int i = 0; i < 100; i++) {
          fuzzMime(poison, mimes);
          fuzzRaw(poison, raws);
          fuzzPending(poison, waiting);
          inputs += 3;
        }
      }
    }
    System.out.println(
        "Poison fuzz: seed " + SEED + ", inputs " + inputs + ", outcomes " + outcomes.size());
    outcomes.forEach((outcome, count) -> System.out.println("  " + outcome + ": " + count));
    assertThat(outcomes.keySet())
        .contains(
            "mime json: read",
            "mime avro: read",
            "mime json: " + FailureKind.BAD_REFERENCE.wireName(),
            "mime avro: " + FailureKind.PAYLOAD_DAMAGED.wireName(),
            "mime avro: " + FailureKind.PAYLOAD_MISSING.wireName(),
            "mime json: " + FailureKind.BAD_TENANT.wireName(),
            "raw json: admitted",
            "raw avro: admitted",
            "raw json: " + FailureKind.NOT_A_RECORD.wireName(),
            "raw avro: " + FailureKind.NOT_A_RECORD.wireName(),
            "raw json: " + FailureKind.NOT_REDACTED.wireName(),
            "raw avro: " + FailureKind.BAD_RECORD.wireName(),
            "pending json: admitted",
            "pending avro: admitted",
            "pending json: " + FailureKind.NOT_A_RECORD.wireName(),
            "pending avro: " + FailureKind.BAD_RECORD.wireName());
  }

  private void fuzzMime(Poison poison, OneInputStreamOperatorTestHarness<MimeMail, EmailRaw> read)
      throws Exception {
    Format format = Format.of(poison.flip());
    byte[] bytes = poison.mime(format.codec(MimeMail.class));
    String input = "mime " + format.wireName();
    MimeMail mail = decoded(format.codec(MimeMail.class), bytes, new UnreadableMail());
    eventTime(MailWatermarks.ofMime(EVENTS), mail);
    read.processElement(mail, 0);
    for (EmailRaw email : read.extractOutputValues()) {
      behind(email);
    }
    if (letters(read, ReadMail.DEAD_LETTERS, input) == 0) {
      count(input + ": read");
    }
    read.getOutput().clear();
    var landed = read.getSideOutput(ReadMail.LANDED);
    if (landed != null) {
      landed.clear();
    }
  }

  private void fuzzRaw(Poison poison, OneInputStreamOperatorTestHarness<EmailRaw, EmailRaw> admit)
      throws Exception {
    Format format = Format.of(poison.flip());
    byte[] bytes = poison.raw(format.codec(EmailRaw.class));
    String input = "raw " + format.wireName();
    EmailRaw mail = decoded(format.codec(EmailRaw.class), bytes, new UnreadableRaw());
    eventTime(MailWatermarks.ofRaw(EVENTS), mail);
    admit.processElement(mail, 0);
    for (EmailRaw email : admit.extractOutputValues()) {
      behind(email);
      count(input + ": admitted");
    }
    letters(admit, AdmitMail.DEAD_LETTERS, input);
    admit.getOutput().clear();
  }

  private void fuzzPending(Poison poison, WaitingPath waiting) throws Exception {
    Format format = Format.of(poison.flip());
    byte[] bytes = poison.pending(format.codec(PendingMail.class));
    String input = "pending " + format.wireName();
    PendingMail mail = decoded(format.codec(PendingMail.class), bytes, new UnreadablePending());
    waiting.admit().processElement(mail, 0);
    for (PendingMail pending : waiting.admit().extractOutputValues()) {
      behind(pending.getMail());
      waiting.outcomes(pending).forEach(this::behind);
      count(input + ": admitted");
    }
    letters(waiting.admit(), AdmitPending.DEAD_LETTERS, input);
    waiting.admit().getOutput().clear();
  }

  private void behind(ScoreOutcome outcome) {
    if (outcome.pending() != null) {
      for (Format format : Format.values()) {
        RecordCodec<PendingMail> codec = format.codec(PendingMail.class);
        byte[] bytes = codec.encode(outcome.pending());
        assertThat(bytes.length).isLessThan(BROKER_TAKES);
        codec.decode(bytes);
      }
    }
    if (outcome.scored() != null) {
      // The key of the window that the correction goes to.
      var sentiment = outcome.scored().sentiment();
      Ids.aggregate(
          sentiment.getTenantId(),
          sentiment.getLanguage(),
          sentiment.getCreatedAt(),
          outcome.scored().replaces().modelVersion());
    }
  }

  private static <T extends SpecificRecord> T decoded(
      RecordCodec<T> codec, byte[] bytes, Unreadable<T> unreadable) {
    try {
      return codec.decode(bytes);
    } catch (CodecException e) {
      return unreadable.standIn(new ConsumerRecord<>("t", 0, 1, new byte[0], bytes), e);
    }
  }

  private static <T> void eventTime(WatermarkStrategy<T> strategy, T record) {
    TimestampAssigner<T> assigner = strategy.createTimestampAssigner(() -> null);
    assigner.extractTimestamp(record, SampleMails.MORNING.toEpochMilli());
  }

  /** What the stages behind make of a mail: they may not throw, and it must fit. */
  private void behind(EmailRaw mail) {
    for (Format format : Format.values()) {
      RecordCodec<EmailRaw> codec = format.codec(EmailRaw.class);
      byte[] bytes = codec.encode(mail);
      assertThat(bytes.length).isLessThan(BROKER_TAKES);
      codec.decode(bytes);
    }
    MailScoring.textOf(RedactedMail.of(mail));
    AssignThread.key(mail);
    new NoticeMerges().flatMap(mail, new ListCollector<>(new ArrayList<>()));
    var scored =
        new ScoredMail(
            mail,
            SampleMails.sentiment("a")
                .setEmailId(mail.getEmailId())
                .setTenantId(mail.getTenantId())
                .setCreatedAt(mail.getTimestamp())
                .setLanguage(mail.getLanguage())
                .build());
    assertThat(documents.apply(scored, null).json().length).isLessThan(2 * RecordBounds.MAX_BYTES);
    MailRows.dimEmail(scored);
    MailRows.factSentiment(scored);
  }

  private int letters(
      OneInputStreamOperatorTestHarness<?, ?> operator, OutputTag<DeadLetter> tag, String input) {
    var letters = operator.getSideOutput(tag);
    int found = 0;
    while (letters != null && !letters.isEmpty()) {
      DeadLetter letter = letters.poll().getValue();
      for (Format format : Format.values()) {
        RecordCodec<DeadLetter> codec = format.codec(DeadLetter.class);
        assertThat(codec.encode(letter).length).isLessThan(100_000);
        codec.decode(codec.encode(letter));
      }
      count(input + ": " + letter.getKind());
      found++;
    }
    return found;
  }

  private void count(String outcome) {
    outcomes.merge(outcome, 1, Integer::sum);
  }

  private void land(Poison poison) throws Exception {
    Path folder = Files.createDirectories(landing.resolve(Poison.FOLDER));
    Files.write(folder.resolve(Poison.DAMAGED), new byte[] {31, -117, 8, 0, 1});
    Files.write(folder.resolve(Poison.PLAIN), poison.sample());
  }

  private OneInputStreamOperatorTestHarness<MimeMail, EmailRaw> mimes() throws Exception {
    MailReader reader = MailReader.create(MailSettings.defaults());
    return ProcessFunctionTestHarnesses.forProcessFunction(
        new ReadMail(() -> reader::read, landing.toUri()));
  }

  private OneInputStreamOperatorTestHarness<EmailRaw, EmailRaw> raws() throws Exception {
    return ProcessFunctionTestHarnesses.forProcessFunction(new AdmitMail(landing.toUri()));
  }

  private static List<byte[]> samples() {
    var samples = new ArrayList<byte[]>();
    try (var mails = MailboxReader.open(Path.of("..", "samples"))) {
      mails.filter(mail -> mail.sizeBytes() < 20_000).forEach(mail -> samples.add(mail.bytes()));
    }
    return samples;
  }

  /** Value formats of the topics. */
  enum Format {
    JSON,
    AVRO;

    static Format of(boolean first) {
      return first ? JSON : AVRO;
    }

    String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    <T extends SpecificRecord> RecordCodec<T> codec(Class<T> type) {
      return this == JSON ? new JsonCodec<>(type) : new AvroCodec<>(type);
    }
  }
}
