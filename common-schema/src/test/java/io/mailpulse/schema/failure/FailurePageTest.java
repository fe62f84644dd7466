package io.mailpulse.schema.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of dead letters is what the kinds say; {@code -Dmailpulse.docs=write} writes it. */
class FailurePageTest {

  private static final Path PAGE = Path.of("../docs/dead-letters.md");

  @Test
  void thePageIsUpToDate() throws IOException {
    if ("write".equals(System.getProperty("mailpulse.docs"))) {
      Files.writeString(PAGE, page());
    }
    assertThat(Files.readString(PAGE)).isEqualTo(page());
  }

  private static String page() {
    var page =
        new StringBuilder(
            """
# Dead letters

Generated from `FailureKind` in `common-schema`: change it there, then run
`mvn -pl common-schema test -Dtest=FailurePageTest -Dmailpulse.docs=write`.

What could not be completed is a record on `emails.dead-letters.v1`, or a row of
`rescore_dead_letters`: who gave up (`stage`, `artifact`), why (`kind`, `message`), and with
which payload (`payload_ref`, `payload_sha256`); never text or addresses of the mail. The
search cluster's refusals carry the cluster's own name of the reason as `kind`.

| kind | stage | what is wrong | what to do |
|---|---|---|---|
""");
    for (FailureKind kind : FailureKind.values()) {
      page.append(
          "| `%s` | %s | %s | %s |%n"
              .formatted(
                  kind.wireName(),
                  kind.stages().stream().map(Stage::wireName).collect(Collectors.joining(", ")),
                  kind.meaning(),
                  kind.remedy()));
    }
    return page.toString();
  }
}
