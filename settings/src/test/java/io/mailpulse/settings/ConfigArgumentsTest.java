package io.mailpulse.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailpulse.settings.ConfigException.Mistake;
import io.mailpulse.testkit.CommandRun;
import io.mailpulse.testkit.LoopbackAws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigArgumentsTest {

  private static final Option<String> GROUP =
      Option.of("kafka.group-id", OptionType.text(), "none", "Group.");
  private static final Option<List<String>> LANGUAGES =
      Option.optional("tenants.*.languages", OptionType.list(), "Languages.");

  @TempDir private Path folder;

  @Test
  void valuesOnTheCommandLineWinOverTheFile() throws IOException {
    Path file = Files.writeString(folder.resolve("x.yaml"), "kafka: {group-id: of the file}\n");

    assertThat(values("--config", file.toString()).get(GROUP)).isEqualTo("of the file");
    assertThat(values("--config", file.toString(), "--set", "kafka.group-id=a=b").get(GROUP))
        .isEqualTo("a=b");
    assertThat(values("--config", file.toString(), "kafka.group-id=older").get(GROUP))
        .isEqualTo("older");
  }

  @Test
  void aFileMayLieInS3() throws IOException {
    try (var aws = new LoopbackAws().with("/acme/conf/x.yaml", "kafka.group-id: of s3\n")) {
      assertThat(values("--config", "s3://acme/conf/x.yaml").get(GROUP)).isEqualTo("of s3");
      assertThatThrownBy(() -> values("--config", "s3://acme/conf/y.yaml"))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("--config s3://acme/conf/y.yaml: there is no such file");
    }
  }

  @Test
  void saysWhatIsWrongWithAFile() throws IOException {
    Path latin = Files.write(folder.resolve("latin"), new byte[] {'#', (byte) 0xe4});

    assertThatThrownBy(() -> values("--config", folder.resolve("none").toString()))
        .hasMessageContaining("there is no such file");
    assertThatThrownBy(() -> values("--config", latin.toString()))
        .hasMessageContaining("is not UTF-8 text");
    assertThatThrownBy(() -> values("--conf", "x"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("'--conf'");
    assertThatThrownBy(() -> values("x"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("x: no such argument");
  }

  @Test
  void helpIsPrintedAndNothingIsRead() {
    CommandRun help =
        CommandRun.of(
            (in, out, err) ->
                ConfigArguments.parse("some-program", out, "--help").isEmpty() ? 0 : 1);

    assertThat(help.status()).isZero();
    assertThat(help.out()).contains("some-program", "--config=FILE", "--set=KEY=VALUE");
  }

  @Test
  void aTenantIsASectionOrAFile() throws IOException {
    Path tenants = Files.createDirectories(folder.resolve("tenants"));
    Files.writeString(tenants.resolve("acme.eu.yaml"), "languages: [en, de]\n");
    Files.writeString(tenants.resolve("sales.properties"), "languages = fr\n");
    Files.writeString(tenants.resolve("README.md"), "# not a tenant\n");
    Path file =
        Files.writeString(
            folder.resolve("x.yaml"),
            "tenants:\n  folder: " + tenants + "\n  desk: {languages: [it]}\n");

    ConfigValues values = values("--config", file.toString());

    assertThat(values.mistakes()).isEmpty();
    assertThat(values.all(LANGUAGES).toString())
        .isEqualTo("{acme.eu=[en, de], desk=[it], sales=[fr]}");
  }

  @Test
  void mistakesInATenantsFileNameTheirKeys() throws IOException {
    Path tenants = Files.createDirectories(folder.resolve("tenants"));
    Files.writeString(tenants.resolve("acme.yaml"), "languages: [en]\nlangages: [de]\n");
    Files.writeString(tenants.resolve("broken.yaml"), "languages: [en\n");

    ConfigValues values =
        values("--set", "tenants.folder=" + tenants, "--set", "tenants.acme.languages=fr");
    values.refuseUnknownKeys(List.of());

    assertThat(values.mistakes())
        .extracting(Mistake::key)
        .containsExactly(
            "tenants.acme.languages", "tenants.broken.(file)", "tenants.acme.langages");
    assertThat(values("--set", "tenants.folder=" + folder.resolve("none")).mistakes())
        .extracting(Mistake::key)
        .containsExactly("tenants.folder");
  }

  @Test
  void theFolderOfTenantsMayLieInS3() throws IOException {
    try (var aws =
        new LoopbackAws()
            .with("/acme/tenants/one.yaml", "languages: [en]\n")
            .with("/acme/tenants/old/two.yaml", "languages: [de]\n")) {
      assertThat(values("--set", "tenants.folder=s3://acme/tenants").all(LANGUAGES))
          .containsOnlyKeys("one");
    }
  }

  private static ConfigValues values(String... args) {
    return ConfigArguments.parse("test", System.out, args)
        .orElseThrow()
        .values(ConfigStore.standard());
  }
}
