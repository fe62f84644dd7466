package io.mailpulse.flink.config;

import io.mailpulse.settings.OptionsPage;
import java.util.Map;

/** Writes {@code docs/configuration.md}. */
final class StreamPage {

  private static final String HEAD =
      """
# Configuration of the streaming job

Generated from the options in `flink-pipeline`: change them there, then run
`mvn -pl flink-pipeline -am test -Dtest=ConfigurationPageTest -Dmailpulse.docs=write -Dsurefire.failIfNoSpecifiedTests=false`.

A file ending in `.yaml` or `.yml` is YAML, where sections may be nested or written as dotted
keys; any other file is read as `key=value` lines. Durations are a number and one of `ms`,
`s`, `min`, `h`, `d`. The whole file is checked before the job starts: every mistake is
reported with its key, and so is a key that neither this page nor that of the
[batch jobs](batch-configuration.md) has: one file may serve them all. Two examples that a
test reads: `flink-pipeline/src/main/resources/config/minimal.yaml` and `reference.yaml`
beside it.
""";

  private static final String MODEL_NOTE =
      """
The batch jobs take the same keys, with the same defaults, and score as the stream does. An aspect list maps names to synonyms per language, as in
`flink-pipeline/src/main/resources/config/aspects.json`; how synonyms match stands in
[scoring.md](scoring.md#aspects). What a model server is sent and what happens while it is down:
[scoring.md](scoring.md#a-model-server).

""";

  private StreamPage() {}

  static String markdown() {
    return new OptionsPage(HEAD, Options.ALL, Map.of("model", MODEL_NOTE)).markdown();
  }
}
