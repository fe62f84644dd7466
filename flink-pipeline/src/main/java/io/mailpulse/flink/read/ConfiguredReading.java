package io.mailpulse.flink.read;

import io.mailpulse.mail.MailReader;
import io.mailpulse.mail.ReadResult;
import io.mailpulse.mail.config.ReadingSettings;
import io.mailpulse.schema.MimeMail;
import java.time.Instant;

/**
 * Reads mails with {@code mail-core} as the configuration says. Only references to secrets travel
 * with the job; each task resolves them when it opens.
 */
public final class ConfiguredReading implements MailReading {

  private static final long serialVersionUID = 1L;

  private final ReadingSettings settings;

  /** Reading under a configuration. */
  public ConfiguredReading(ReadingSettings settings) {
    this.settings = settings;
  }

  @Override
  public Reader open() {
    return new Opened(MailReader.create(settings.resolve()));
  }

  private record Opened(MailReader reader) implements Reader {

    @Override
    public ReadResult read(MimeMail mail, Instant now) {
      return reader.read(mail, now);
    }

    @Override
    public void close() {
      reader.close();
    }
  }
}
