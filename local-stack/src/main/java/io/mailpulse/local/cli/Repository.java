package io.mailpulse.local.cli;

import java.nio.file.Path;

/** Places in the repository that the launcher runs from. */
final class Repository {

  private Repository() {}

  /** Its root: the launcher names it. */
  static Path root() {
    return Path.of(System.getProperty("mailpulse.root", "")).toAbsolutePath();
  }

  /** Where demos work unless they are told otherwise. */
  static Path demoFolder() {
    return root().resolve(".mailpulse").resolve("demo");
  }

  /** Where the build puts the search server. */
  static Path searchZip() {
    return root().resolve("local-stack/target/elasticsearch.zip");
  }
}
