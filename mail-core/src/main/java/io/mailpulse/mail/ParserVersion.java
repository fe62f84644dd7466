package io.mailpulse.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Version of this module, as the build wrote it beside the classes. */
final class ParserVersion {

  static final String CURRENT = read();

  private ParserVersion() {}

  private static String read() {
    try (InputStream in = ParserVersion.class.getResourceAsStream("mail-core.properties")) {
      if (in == null) {
        throw new IllegalStateException("mail-core.properties is missing from the mail-core jar");
      }
      var properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
