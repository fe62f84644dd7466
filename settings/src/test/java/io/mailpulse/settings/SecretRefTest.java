package io.mailpulse.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailpulse.testkit.LoopbackAws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretRefTest {

  @TempDir private Path folder;

  @Test
  void looksWhereTheReferenceSays() throws IOException {
    Path file = Files.writeString(folder.resolve("key"), "of the file\nsecond line\n");

    assertThat(SecretRef.parse("env:KEY").resolve(Map.of("KEY", "of the variable")))
        .isEqualTo("of the variable");
    assertThat(SecretRef.parse("file:" + file).resolve()).isEqualTo("of the file");
    assertThat(SecretRef.parse("literal:of the demo").resolve()).isEqualTo("of the demo");
  }

  @Test
  void asksSecretsManagerByNameAndField() throws IOException {
    try (var aws = new LoopbackAws()) {
      aws.with("prod/search", "plain key").with("prod/kafka", "{\"password\": \"swordfish\"}");

      assertThat(SecretRef.parse("aws-secret:prod/search").resolve()).isEqualTo("plain key");
      assertThat(SecretRef.parse("aws-secret:prod/kafka#password").resolve())
          .isEqualTo("swordfish");
      assertThatThrownBy(SecretRef.parse("aws-secret:prod/none")::resolve)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContainingAll("aws-secret:prod/none", "400: ResourceNotFoundException");
      assertThatThrownBy(SecretRef.parse("aws-secret:prod/kafka#user")::resolve)
          .hasMessageContaining("no text field user")
          .hasMessageNotContaining("swordfish");
      assertThatThrownBy(SecretRef.parse("aws-secret:prod/search#user")::resolve)
          .hasMessageContaining("not JSON")
          .hasStackTraceContaining("not JSON")
          .satisfies(e -> assertThat(e.getCause()).hasNoCause());
    }
  }

  @Test
  void whatIsNotThereIsNamedByItsPlace() throws IOException {
    Path binary = Files.write(folder.resolve("key"), new byte[] {(byte) 0xff, (byte) 0xfe});

    assertThatThrownBy(() -> SecretRef.parse("env:NONE").resolve(Map.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("env:NONE is empty or missing");
    assertThatThrownBy(SecretRef.parse("file:" + folder.resolve("none"))::resolve)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("none cannot be read");
    assertThatThrownBy(SecretRef.parse("file:" + binary)::resolve)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("not readable as UTF-8 text");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hunter2", "env:", "ENV:hunter2", "secret:hunter2", " file:hunter2"})
  void refusesWhatIsNoReferenceWithoutShowingIt(String text) {
    assertThatThrownBy(() -> SecretRef.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected env:NAME, file:PATH, aws-secret:NAME")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void aLiteralIsNeverPrinted() {
    assertThat(SecretRef.parse("literal:hunter2")).hasToString("literal:***");
    assertThat(SecretRef.parse("aws-secret:a/b#c")).hasToString("aws-secret:a/b#c");
  }

  @Test
  void aTextHoldsReferencesAnywhere() throws IOException {
    Path file = Files.writeString(folder.resolve("key"), "sword}fish\n");
    String text = "user=\"m\" password=\"${secret:file:" + file + "}\" and ${secret:literal:x}${y}";

    assertThat(SecretText.check(text)).isEqualTo(text);
    assertThat(SecretText.resolve(text)).isEqualTo("user=\"m\" password=\"sword}fish\" and x${y}");
    assertThat(SecretText.resolve("file:///plain ${env.HOME}"))
        .isEqualTo("file:///plain ${env.HOME}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a ${secret:hunter2}", "${secret:env:hunter2", "${secret:}"})
  void refusesATextWithAWrongReferenceWithoutShowingIt(String text) {
    assertThatThrownBy(() -> SecretText.check(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected ")
        .hasMessageNotContaining("hunter2");
  }
}
