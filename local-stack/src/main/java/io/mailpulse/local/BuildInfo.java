package io.mailpulse.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * What the build knows about itself.
 *
 * @param version of Mailpulse
 * @param elasticsearchVersion of the search server that the build fetched
 */
public record BuildInfo(String version, String elasticsearchVersion) {

  private static final BuildInfo CURRENT = load();

  /** Of the running code. */
  public static BuildInfo current() {
    return CURRENT;
  }

  private static BuildInfo load() {
    var properties = new Properties();
    try (InputStream in = BuildInfo.class.getResourceAsStream("build.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new BuildInfo(
        properties.getProperty("version"), properties.getProperty("elasticsearch.version"));
  }
}
