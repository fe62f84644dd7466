package io.mailpulse.schema.elasticsearch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The index template of {@code emails-*}, to be put before the first document is written. */
public final class IndexTemplate {

  /** Name under which the template is installed. */
  public static final String NAME = "mailpulse-emails";

  /** Prefix of every index of mails. */
  public static final String INDEX_PREFIX = "emails-";

  private IndexTemplate() {}

  /** Body of {@code PUT _index_template/mailpulse-emails}: composable index template JSON. */
  public static String json() {
    try (InputStream in = IndexTemplate.class.getResourceAsStream("emails.template.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
