package io.mailpulse.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailpulse.generate.language.Language;
import io.mailpulse.generate.truth.MailTruth;
import io.mailpulse.generate.truth.ThreadTruth;
import io.mailpulse.generate.truth.ValueKind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MailGeneratorTest {

  /** Changes when a phrase, a knob's meaning or a byte of a mail does: say so in the commit. */
  private static final String FIRST_THOUSAND =
      "0c632eb8041c966c2be81f7674ab2229a7e7e982ff1a227110fafdb690ca0337";

  @Test
  void theSameSeedGivesTheSameBytesOnEveryMachine() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    var generator =
        new MailGenerator(
            GeneratorSettings.builder()
                .seed(2026)
                .mails(1_000)
                .tenants(List.of("acme", "globex"))
                .bursts(0.1)
                .sourTenant("globex")
                .personalIds(0.1)
                .damaged(0.01)
                .build());
    for (int i = 0; i < 1_000; i++) {
      GeneratedMail mail = generator.next();
      digest.update(mail.bytes());
      digest.update(mail.truths().toString().getBytes(StandardCharsets.UTF_8));
    }

    assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(FIRST_THOUSAND);
  }

  @Test
  void anotherSeedGivesOtherMails() {
    assertThat(ids(all(quiet().seed(1)))).doesNotContainAnyElementsOf(ids(all(quiet().seed(2))));
  }

  @Test
  void makesAsManyDifferentMailsAsItIsAskedFor() {
    List<GeneratedMail> mails = all(GeneratorSettings.builder().mails(500));

    assertThat(mails).extracting(mail -> mail.truth().emailId()).hasSizeGreaterThan(500);
    assertThat(new HashSet<>(ids(mails))).hasSize(500);
    assertThat(mails)
        .extracting(mail -> mail.truth().arrival())
        .containsExactlyElementsOf(
            java.util.stream.LongStream.range(0, mails.size()).boxed().toList());
    assertThatThrownBy(
            () -> {
              var empty = new MailGenerator(GeneratorSettings.builder().mails(1).build());
              while (empty.hasNext()) {
                empty.next();
              }
              empty.next();
            })
        .isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void holdsOnlyWhatIsDelayed() {
    var endless = new MailGenerator(GeneratorSettings.builder().mails(Long.MAX_VALUE).build());

    for (int i = 0; i < 100; i++) {
      assertThat(endless.next().bytes()).isNotEmpty();
    }
  }

  @Test
  void orderOfArrivalChangesNoMail() {
    Map<String, String> calm = digests(all(quiet()));
    Map<String, String> disturbed =
        digests(all(quiet().duplicates(0.2).disorder(0.3).lateParents(0.3)));

    assertThat(disturbed).isEqualTo(calm);
  }

  @Test
  void inOrderWithoutDisorder() {
    assertThat(all(quiet()))
        .extracting(mail -> mail.truth().receivedAt())
        .isSortedAccordingTo(Comparator.naturalOrder());
  }

  @Test
  void disorderMakesMailsArriveBehindLaterOnes() {
    List<GeneratedMail> mails = all(quiet().disorder(0.2));
    Set<String> overtaken = overtaken(mails);

    assertThat(held(mails, "disorder")).hasSizeBetween(60, 140);
    assertThat(held(mails, "disorder")).containsAll(overtaken);
    assertThat(overtaken).hasSizeGreaterThan(50);
  }

  @Test
  void lateParentsArriveRightBehindTheirFirstAnswer() {
    List<GeneratedMail> mails = all(quiet().lateParents(0.3));
    Map<String, Long> arrival = new HashMap<>();
    mails.forEach(mail -> arrival.put(mail.truth().messageId(), mail.truth().arrival()));
    Set<String> late = held(mails, "late_parent");

    assertThat(late).hasSizeGreaterThan(20);
    assertThat(mails)
        .filteredOn(
            mail ->
                late.contains(mail.truth().parent())
                    && arrival.get(mail.truth().parent()) > mail.truth().arrival())
        .hasSizeGreaterThan(20);
  }

  @Test
  void duplicatesComeLaterWithTheSameIdAndSometimesByAnotherWay() {
    List<GeneratedMail> mails = all(quiet().duplicates(0.2));
    Map<String, MailTruth> first = new HashMap<>();
    int sameBytes = 0;
    int copies = 0;
    for (GeneratedMail mail : mails) {
      MailTruth truth = mail.truth();
      MailTruth original = first.putIfAbsent(truth.emailId(), truth);
      assertThat(truth.duplicate()).isEqualTo(original != null);
      if (original != null) {
        copies++;
        sameBytes += original.sha256().equals(truth.sha256()) ? 1 : 0;
      }
    }

    assertThat(copies).isBetween(60, 140);
    assertThat(sameBytes).isBetween(1, copies - 1);
  }

  @Test
  void burstsAreFastAndOfOneTenant() {
    List<GeneratedMail> mails =
        all(quiet().mails(2_000).tenants(List.of("acme", "globex")).bursts(0.3));
    Map<Integer, List<MailTruth>> bursts =
        mails.stream()
            .map(GeneratedMail::truth)
            .filter(truth -> truth.burst() != null)
            .collect(Collectors.groupingBy(MailTruth::burst));

    assertThat(bursts.values().stream().mapToInt(List::size).sum()).isBetween(300, 900);
    assertThat(bursts.values())
        .allSatisfy(
            burst -> {
              assertThat(burst)
                  .extracting(MailTruth::tenantId)
                  .containsOnly(burst.get(0).tenantId());
              assertThat(
                      Duration.between(
                          burst.get(0).receivedAt(), burst.get(burst.size() - 1).receivedAt()))
                  .isLessThan(Duration.ofMinutes(5));
            });
  }

  @Test
  void aTenantTurnsSourAndItsThreadsSaySo() {
    GeneratorSettings settings =
        quiet()
            .mails(1_000)
            .tenants(List.of("acme", "globex"))
            .sourTenant("globex")
            .sourFrom(0.6)
            .build();
    var generator = new MailGenerator(settings);
    List<MailTruth> before = new ArrayList<>();
    List<MailTruth> after = new ArrayList<>();
    while (generator.hasNext()) {
      MailTruth truth = generator.next().truth();
      if (truth.tenantId().equals("globex")) {
        (truth.arrival() < 600 ? before : after).add(truth);
      }
    }
    List<ThreadTruth> threads = generator.endedThreads();

    assertThat(negative(after)).isGreaterThan(2 * negative(before));
    assertThat(threads).filteredOn(ThreadTruth::sour).hasSizeGreaterThan(20);
    assertThat(threads)
        .filteredOn(thread -> thread.tenantId().equals("acme"))
        .noneMatch(ThreadTruth::sour);
    assertThat(threads)
        .filteredOn(thread -> thread.alert())
        .allMatch(thread -> thread.alertedBy() != null);
    assertThat(threads.stream().mapToInt(ThreadTruth::mails).sum()).isGreaterThanOrEqualTo(1_000);
  }

  @Test
  void weightsShareTheMailAmongTenants() {
    List<GeneratedMail> mails =
        all(quiet().mails(2_000).tenants(List.of("acme", "globex")).weight("globex", 20));

    assertThat(mails)
        .filteredOn(mail -> mail.truth().tenantId().equals("acme"))
        .hasSizeBetween(30, 200);
  }

  @Test
  void writesTheLanguagesThatItIsAskedFor() {
    assertThat(all(quiet().languages(List.of("ja", "tr"))))
        .filteredOn(mail -> !mail.truth().kind().equals("delivery_report"))
        .extracting(mail -> mail.truth().language())
        .containsOnly("ja", "tr");
    assertThat(all(quiet().mails(2_000)))
        .extracting(mail -> mail.truth().language())
        .containsAll(Language.CODES);
  }

  @Test
  void plantsEveryKindOfValueOrNone() {
    assertThat(all(quiet().mails(2_000).planted(1)))
        .flatExtracting(mail -> mail.truth().planted())
        .extracting(value -> value.kind())
        .contains(ValueKind.values());
    assertThat(all(quiet().mails(2_000).planted(1)))
        .flatExtracting(mail -> mail.truth().planted())
        .extracting(value -> value.place())
        .contains("from", "subject", "body", "signature", "file-name");
    assertThat(all(quiet().planted(0)))
        .flatExtracting(mail -> mail.truth().planted())
        .filteredOn(value -> value.kind() != ValueKind.EMAIL_ADDRESS)
        .extracting(value -> value.place())
        .doesNotContain("body");
  }

  @Test
  void namesParentsInHeadersAsOftenAsItIsAskedTo() {
    assertThat(all(quiet().replyHeaders(1)))
        .filteredOn(mail -> mail.truth().parent() != null)
        .allMatch(mail -> text(mail).contains("\r\nIn-Reply-To: <" + mail.truth().parent() + ">"));
    assertThat(all(quiet().replyHeaders(0)))
        .filteredOn(mail -> mail.truth().kind().equals("person"))
        .noneMatch(mail -> text(mail).contains("\r\nIn-Reply-To:"));
  }

  @Test
  void putsAddressesIntoMessageIdsOnRequest() {
    assertThat(all(quiet().personalIds(1)))
        .flatExtracting(mail -> mail.truth().planted())
        .extracting(value -> value.place())
        .contains("message-id");
  }

  @Test
  void damagesAndEnlargesMailsOnRequest() {
    List<GeneratedMail> mails = all(quiet().mails(60).damaged(0.2).large(0.2));

    assertThat(mails).filteredOn(mail -> !mail.truth().isRead()).hasSizeBetween(3, 25);
    assertThat(mails).filteredOn(mail -> mail.bytes().length > 1 << 20).hasSizeBetween(2, 20);
  }

  @Test
  void tellsTheTimeThatItIsAskedFor() {
    Instant start = Instant.parse("2030-06-01T00:00:00Z");
    List<GeneratedMail> mails = all(quiet().start(start).gap(Duration.ofMillis(500)));
    GeneratedMail last = mails.get(mails.size() - 1);

    assertThat(last.truth().receivedAt()).isBetween(start.plusSeconds(200), start.plusSeconds(300));
    assertThat(last.sinceStart()).isBetween(Duration.ofSeconds(200), Duration.ofSeconds(300));
    assertThat(text(last)).contains("Jun 2030");
  }

  private static GeneratorSettings.Builder quiet() {
    return GeneratorSettings.builder().mails(500).duplicates(0).disorder(0).lateParents(0);
  }

  private static List<GeneratedMail> all(GeneratorSettings.Builder settings) {
    List<GeneratedMail> mails = new ArrayList<>();
    new MailGenerator(settings.build()).forEachRemaining(mails::add);
    return mails;
  }

  private static List<String> ids(List<GeneratedMail> mails) {
    return mails.stream().map(mail -> mail.truth().emailId()).toList();
  }

  /** Of the first arrival of each mail: digest by id. */
  private static Map<String, String> digests(List<GeneratedMail> mails) {
    Map<String, String> digests = new HashMap<>();
    mails.forEach(mail -> digests.putIfAbsent(mail.truth().emailId(), mail.truth().sha256()));
    return digests;
  }

  private static Set<String> held(List<GeneratedMail> mails, String why) {
    return mails.stream()
        .map(GeneratedMail::truth)
        .filter(truth -> why.equals(truth.held()))
        .map(MailTruth::messageId)
        .collect(Collectors.toSet());
  }

  private static Set<String> overtaken(List<GeneratedMail> mails) {
    Set<String> overtaken = new HashSet<>();
    Instant latest = Instant.MIN;
    for (GeneratedMail mail : mails) {
      Instant received = mail.truth().receivedAt();
      if (received.isBefore(latest)) {
        overtaken.add(mail.truth().messageId());
      } else {
        latest = received;
      }
    }
    return overtaken;
  }

  private static double negative(List<MailTruth> mails) {
    return mails.stream().filter(truth -> truth.label().equals("negative")).count()
        / (double) mails.size();
  }

  private static String text(GeneratedMail mail) {
    return new String(mail.bytes(), StandardCharsets.ISO_8859_1);
  }
}
