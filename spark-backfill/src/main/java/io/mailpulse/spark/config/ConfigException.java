package io.mailpulse.spark.config;

import java.io.Serial;
import java.util.List;

/** A configuration that cannot be used, with every mistake in it. */
public final class ConfigException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  /** One line per mistake, each naming its key. */
  public ConfigException(List<String> mistakes) {
    super(String.join("\n", mistakes));
  }
}
