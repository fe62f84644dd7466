package io.mailpulse.mail.thread;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.mail.mime.MailText;
import org.junit.jupiter.api.Test;

class HeaderThreadTest {

  @Test
  void mailsOfOneTrackerWithOneNumberAreOneThread() {
    HeaderThread first = of("tracker.example", "88017", "a");

    assertThat(of("tracker.example", "88017", "b")).isEqualTo(first);
    assertThat(first.evidence()).isEqualTo("in_reply_to");
    assertThat(of("tracker.example", "88018", "c").threadId()).isNotEqualTo(first.threadId());
    assertThat(of("faults.example", "88017", "d").threadId()).isNotEqualTo(first.threadId());
  }

  @Test
  void anEncodedIdNamesTheThreadThatThePlainOneNames() {
    assertThat(of("shop.example", "=?utf-8?q?=3Ca1=40mail=2Eexample=3E?=", "x"))
        .isEqualTo(of("shop.example", "<a1@mail.example>", "y"));
    assertThat(of("shop.example", "%3Ca1%40mail.example%3E", "x"))
        .isEqualTo(of("shop.example", "<a1@mail.example>", "y"));
  }

  private static HeaderThread of(String domain, String inReplyTo, String key) {
    return HeaderThread.of(
        "acme",
        MailText.parse("From: Faults <faults@" + domain + ">", "In-Reply-To: " + inReplyTo, "", "x")
            .headers(),
        key);
  }
}
