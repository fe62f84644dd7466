package io.mailpulse.mail.header;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderTimesTest {

  private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");
  private static final Instant EIGHT = Instant.parse("2026-03-02T08:00:00Z");

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r", "\r\r\n"})
  void takesTheTopmostReceivedFieldHoweverItIsFolded(String lineEnd) {
    String header =
        """
        Return-Path: <ann@home.example>
        Received: from mail.home.example by mx.shop.example
        \twith ESMTPS id 1; Mon, 2 Mar 2026
          10:00:00 +0100
        RECEIVED: from laptop by mail.home.example; Mon, 2 Mar 2026 07:00:00 +0000
        date: Mon, 2 Mar 2026 08:00:00 +0000
        X-Date: Tue, 3 Mar 2026 08:00:00 +0000
        """;

    HeaderTimes times = glance((header + "\nDate: 1 Jan 2001 00:00\n").replace("\n", lineEnd));

    assertThat(times).isEqualTo(new HeaderTimes(Optional.of(NINE), Optional.of(EIGHT)));
  }

  @Test
  void aBodyIsNotLookedAt() {
    assertThat(glance("Subject: lunch\n\nDate: Mon, 2 Mar 2026 08:00:00 +0000\n"))
        .isEqualTo(HeaderTimes.NONE);
  }

  @Test
  void startsBehindTheSeparatorOfAnMbox() {
    assertThat(glance("From ann Mon Mar  2 08:00:00 2026\nDate: 2 Mar 2026 08:00 +0000\n"))
        .isEqualTo(new HeaderTimes(Optional.empty(), Optional.of(EIGHT)));
  }

  @Test
  void theDeliveryDateServesWhereNoReceivedFieldHasOne() {
    assertThat(
            glance("Received: from laptop\nDelivery-Date: Mon, 2 Mar 2026 09:00:00 +0000\n")
                .receivedAt())
        .contains(NINE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", ":", "Date", "Date:", "Date:\n ", "Received:;", "\r\r\r"})
  void damageNamesNoTime(String damaged) {
    assertThat(glance(damaged)).isEqualTo(HeaderTimes.NONE);
  }

  @Test
  void thePositionOfTheBufferStays() {
    ByteBuffer mime = bytes("Date: Mon, 2 Mar 2026 08:00:00 +0000\n");

    HeaderTimes.glance(mime);

    assertThat(mime.position()).isZero();
  }

  private static HeaderTimes glance(String mime) {
    return HeaderTimes.glance(bytes(mime));
  }

  private static ByteBuffer bytes(String mime) {
    return ByteBuffer.wrap(mime.getBytes(StandardCharsets.ISO_8859_1));
  }
}
