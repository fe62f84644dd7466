package io.mailpulse.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailpulse.mail.mailbox.MailboxReader;
import io.mailpulse.mail.mailbox.RawMail;
import io.mailpulse.mail.thread.HeaderHabit;
import io.mailpulse.mail.thread.MailFacts;
import io.mailpulse.mail.thread.SubjectThreads;
import io.mailpulse.mail.thread.ThreadMerge;
import io.mailpulse.mail.thread.ThreadUpdate;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.MimeMail;
import io.mailpulse.schema.Segment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every mail under samples/, read and held against what its author expects of it. */
class SamplesTest {

  private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<Path, ReadResult> RESULTS = new HashMap<>();
  private static final List<Path> MAILS = new ArrayList<>();

  @BeforeAll
  static void readEverySample() {
    MailReader reader = MailReader.create(MailSettings.defaults());
    try (Stream<RawMail> mails = MailboxReader.open(Path.of("..", "samples"))) {
      mails.forEach(
          raw -> {
            Path path = Path.of(raw.source());
            MAILS.add(path);
            RESULTS.put(path, reader.read(mime(raw), NOW));
          });
    }
  }

  /** A mail is dated at the source before it is read: both must say the same. */
  @Test
  void aGlanceAtTheHeaderTellsTheEventTimeThatReadingGives() {
    int told = 0;
    try (Stream<RawMail> mails = MailboxReader.open(Path.of("..", "samples"))) {
      for (RawMail raw : (Iterable<RawMail>) mails::iterator) {
        if (RESULTS.get(Path.of(raw.source())) instanceof ReadResult.Read read) {
          Instant at = EventTime.glance(mime(raw), NOW);
          assertThat(at).as(raw.source()).isEqualTo(read.emails().get(0).getTimestamp());
          told += at.equals(NOW) ? 0 : 1;
        }
      }
    }
    assertThat(told).isGreaterThan(100);
  }

  @TestFactory
  Stream<DynamicTest> readsEachSampleAsItsAuthorExpects() {
    return MAILS.stream()
        .map(
            path ->
                DynamicTest.dynamicTest(
                    path.getParent().getFileName() + "/" + path.getFileName(),
                    () -> check(RESULTS.get(path), expectationOf(path))));
  }

  @Test
  void groupsSamplesIntoTheThreadsTheyBelongToInWhateverOrderTheyCome() {
    var order = new ArrayList<>(MAILS);
    var random = new Random(41);
    for (int round = 0; round < 20; round++) {
      Map<String, String> threads = threadsAsTheyCome(order);
      var ids = new HashMap<String, String>();
      for (Path path : MAILS) {
        String name = expectationOf(path).path("thread").asText("");
        if (!name.isEmpty() && RESULTS.get(path) instanceof ReadResult.Read) {
          String id = threads.get(email(path).getEmailId());
          assertThat(ids.putIfAbsent(name, id)).as(path.toString()).isIn(null, id);
        }
      }
      assertThat(ids.values()).doesNotHaveDuplicates();
      Collections.shuffle(order, random);
    }
  }

  /** Thread by mail, merges followed. */
  private static Map<String, String> threadsAsTheyCome(List<Path> order) {
    var states = new HashMap<String, SubjectThreads>();
    var threads = new HashMap<String, String>();
    for (Path path : order) {
      if (RESULTS.get(path) instanceof ReadResult.Read read) {
        EmailRaw mail = read.emails().get(0);
        threads.put(mail.getEmailId(), mail.getThreadId());
        SubjectThreads.keyOf(mail)
            .map(key -> states.computeIfAbsent(key, k -> SubjectThreads.limitedTo(100)))
            .map(state -> state.add(MailFacts.of(mail), HeaderHabit.MIXED))
            .ifPresent(update -> follow(update, mail.getEmailId(), threads));
      }
    }
    return threads;
  }

  private static void follow(ThreadUpdate update, String emailId, Map<String, String> threads) {
    List<String> former = update.merges().stream().map(ThreadMerge::fromThreadId).toList();
    threads.replaceAll((mail, id) -> former.contains(id) ? update.threadId() : id);
    threads.put(emailId, update.threadId());
  }

  @Test
  void givesARepeatedMailTheIdOfTheFirst() {
    int repeated = 0;
    for (Path path : MAILS) {
      String original = expectationOf(path).path("duplicate_of").asText("");
      if (!original.isEmpty()) {
        Path first = path.resolveSibling(original.endsWith(".eml") ? original : original + ".eml");
        assertThat(email(path).getEmailId()).isEqualTo(email(first).getEmailId());
        repeated++;
      }
    }
    assertThat(repeated).isPositive();
  }

  @Test
  void readsASampleTwiceToTheSameRecord() {
    MailReader second = MailReader.create(MailSettings.defaults());
    try (Stream<RawMail> mails = MailboxReader.open(Path.of("..", "samples"))) {
      mails.forEach(
          raw ->
              assertThat(second.read(mime(raw), NOW))
                  .isEqualTo(RESULTS.get(Path.of(raw.source()))));
    }
  }

  private static void check(ReadResult result, JsonNode expected) {
    if (expected.path("outcome").asText().equals("dead-letter")) {
      assertThat(result).isInstanceOf(ReadResult.Rejected.class);
      assertThat(((ReadResult.Rejected) result).letter().getKind())
          .isEqualTo(expected.path("dead_letter_kind").asText());
      return;
    }
    assertThat(result).isInstanceOf(ReadResult.Read.class);
    EmailRaw email = ((ReadResult.Read) result).emails().get(0);
    if (expected.has("kind")) {
      assertThat(email.getMailKind()).isEqualTo(expected.get("kind").asText());
    }
    if (expected.has("attachments")) {
      assertThat(email.getAttachments()).hasSize(expected.get("attachments").asInt());
    }
    if (expected.has("language") && !expected.path("outcome").asText().equals("unknown")) {
      assertThat(email.getLanguage()).isEqualTo(expected.get("language").asText());
    }
    String reply = reply(email);
    expected.path("reply_contains").forEach(text -> assertThat(reply).contains(text.asText()));
    expected
        .path("reply_excludes")
        .forEach(text -> assertThat(reply).doesNotContain(text.asText()));
    for (JsonNode type : expected.path("redacted_types")) {
      assertThat(email.getRedactions()).containsKey(type.asText());
    }
    for (JsonNode value : expected.path("not_in_any_store")) {
      assertThat(email.toString()).doesNotContain(value.asText());
    }
    assertThat(email.getPiiRedacted()).isTrue();
    assertSegmentsCover(email);
  }

  private static void assertSegmentsCover(EmailRaw email) {
    int at = 0;
    for (Segment segment : email.getSegments()) {
      assertThat(segment.getStart()).isEqualTo(at);
      assertThat(segment.getEnd()).isGreaterThan(at);
      at = segment.getEnd();
    }
    assertThat(at).isEqualTo(email.getBodyText().length());
  }

  private static String reply(EmailRaw email) {
    var reply = new StringBuilder();
    for (Segment segment : email.getSegments()) {
      if (segment.getKind().equals("authored")) {
        reply.append(email.getBodyText(), segment.getStart(), segment.getEnd());
      }
    }
    return reply.toString();
  }

  private static EmailRaw email(Path path) {
    return ((ReadResult.Read) RESULTS.get(path)).emails().get(0);
  }

  private static MimeMail mime(RawMail raw) {
    byte[] bytes = raw.bytes();
    return MimeMail.newBuilder()
        .setTenantId("acme")
        .setSource(raw.source())
        .setMime(ByteBuffer.wrap(bytes))
        .setSizeBytes(bytes.length)
        .build();
  }

  private static JsonNode expectationOf(Path mail) {
    Path json = mail.resolveSibling(mail.getFileName().toString().replace(".eml", ".json"));
    try {
      return JSON.readTree(Files.readAllBytes(json));
    } catch (IOException e) {
      throw new AssertionError("sample without expectation: " + mail, e);
    }
  }
}
