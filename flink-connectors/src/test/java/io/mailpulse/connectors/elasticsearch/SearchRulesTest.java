package io.mailpulse.connectors.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.testkit.SampleMails;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class SearchRulesTest {

  @Test
  void waitsDoubleUpToTheLongest() {
    var backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(10));

    assertThat(backoff.after(1)).isEqualTo(Duration.ofMillis(500));
    assertThat(backoff.after(3)).isEqualTo(Duration.ofSeconds(2));
    assertThat(backoff.after(1_000_000)).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void aClusterThatCannotBeReachedIsWaitedFor() {
    assertThat(Verdict.ofRequest(new ConnectException("refused"))).isEqualTo(Verdict.RETRY);
    assertThat(Verdict.ofRequest(new CompletionException(new IOException("reset"))))
        .isEqualTo(Verdict.RETRY);
    assertThat(Verdict.ofRequest(new IllegalStateException("closed"))).isEqualTo(Verdict.FATAL);
  }

  @Test
  void whatAnOperatorSetsUpIsNoFaultOfTheDocument() {
    String type = "illegal_argument_exception";

    assertThat(Verdict.ofItem(400, type, "no write index is defined for alias [emails-acme]"))
        .isEqualTo(Verdict.RETRY);
    assertThat(Verdict.ofItem(400, type, "pipeline with id [pii] does not exist"))
        .isEqualTo(Verdict.RETRY);
    assertThat(Verdict.ofItem(400, type, "mapper [x] cannot be changed")).isEqualTo(Verdict.REJECT);
    assertThat(Verdict.ofItem(400, null, null)).isEqualTo(Verdict.REJECT);
  }

  @Test
  void everyStateHasAName() {
    assertThat(RetryCause.of(403, "cluster_block_exception")).isEqualTo(RetryCause.WRITE_BLOCK);
    assertThat(RetryCause.of(429, "cluster_block_exception")).isEqualTo(RetryCause.WRITE_BLOCK);
    assertThat(RetryCause.of(400, "validation_exception")).isEqualTo(RetryCause.SHARD_LIMIT);
    assertThat(RetryCause.of(403, null)).isEqualTo(RetryCause.RIGHTS);
    assertThat(RetryCause.of(404, null)).isEqualTo(RetryCause.NO_INDEX);
    assertThat(RetryCause.of(503, "unavailable_shards_exception")).isEqualTo(RetryCause.FAILING);
    assertThat(RetryCause.of(0, null)).isEqualTo(RetryCause.UNREACHABLE);
    assertThat(RetryCause.of(302, null)).isEqualTo(RetryCause.NOT_A_CLUSTER);
  }

  @Test
  void credentialsAreNotPrinted() {
    var endpoint =
        new SearchEndpoint(
            List.of(java.net.URI.create("https://search:9200")),
            Map.of("Authorization", "ApiKey secret"));

    assertThat(endpoint.toString()).contains("search:9200").doesNotContain("secret");
  }

  @Test
  void waitingDocumentsSurviveTheirSerializer() throws IOException {
    var write =
        new SearchWrite(
            "emails-acme",
            "m1",
            7,
            new byte[] {1, 2, 3},
            new SearchWrite.Origin("acme", "inbox", "raw/1.eml.gz", SampleMails.MORNING),
            1);
    var serializer = new SearchWriteSerializer();
    var bytes = new ByteArrayOutputStream();

    serializer.serializeRequestToStream(write, new DataOutputStream(bytes));
    SearchWrite read =
        serializer.deserializeRequestFromStream(
            bytes.size(), new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));

    assertThat(read).usingRecursiveComparison().isEqualTo(write);
  }
}
