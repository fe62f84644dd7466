package io.mailpulse.spark;

import io.mailpulse.settings.OptionsPage;
import java.util.Map;

/** Writes {@code docs/batch-configuration.md}. */
final class BatchPage {

  private static final String HEAD =
      """
# Configuration of the batch jobs

Generated from the options in `spark-backfill`: change them there, then run
`mvn -pl spark-backfill -am test -Dtest=BatchPageTest -Dmailpulse.docs=write -Dsurefire.failIfNoSpecifiedTests=false`.

The grammar, and every key that is on [the stream's page](configuration.md) too, are the
stream's: one file may serve the stream and all batch jobs. A job reads its own keys, passes
over those of others and refuses what no program knows. Every mistake is reported with its
key before a session starts; secrets are read on the driver.
""";

  private BatchPage() {}

  static String markdown() {
    return new OptionsPage(HEAD, Jobs.options(), Map.of()).markdown();
  }
}
