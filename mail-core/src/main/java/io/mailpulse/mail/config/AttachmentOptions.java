package io.mailpulse.mail.config;

import static io.mailpulse.settings.Option.of;
import static io.mailpulse.settings.Option.optional;

import io.mailpulse.mail.attachment.AttachmentSettings;
import io.mailpulse.settings.ConfigValues;
import io.mailpulse.settings.Option;
import io.mailpulse.settings.OptionType;
import java.time.Duration;
import java.util.List;

/** What reading attached files may cost, for all tenants that want it. */
final class AttachmentOptions {

  private static final AttachmentSettings STANDARD = AttachmentSettings.defaults();

  private static final Option<Integer> MAX_FILES =
      of(
          "read.attachments.max-files",
          OptionType.integer(1, 1000),
          String.valueOf(STANDARD.maxFiles()),
          "Attached files of one mail that are opened at most.");
  private static final Option<Integer> MAX_BYTES =
      of(
          "read.attachments.max-bytes",
          OptionType.integer(1, 256 << 20),
          String.valueOf(STANDARD.maxFileBytes()),
          "Bytes of one attached file; a larger one stays closed.");
  private static final Option<Integer> MAX_CHARS =
      of(
          "read.attachments.max-chars",
          OptionType.integer(1, 10_000_000),
          String.valueOf(STANDARD.maxTextChars()),
          "Characters of text taken from all files of one mail; what follows is left out.");
  private static final Option<Duration> FILE_TIMEOUT =
      of(
          "read.attachments.timeout",
          OptionType.duration(Duration.ofMillis(1), Duration.ofMinutes(10)),
          "10 s",
          "Longest wall time for one file; then the process that reads it is killed.");
  private static final Option<Duration> MAIL_TIMEOUT =
      of(
          "read.attachments.mail-timeout",
          OptionType.duration(Duration.ofMillis(1), Duration.ofMinutes(10)),
          "30 s",
          "Longest wall time for all files of one mail; it holds up the mails behind it.");
  private static final Option<Integer> HEAP =
      of(
          "read.attachments.heap-megabytes",
          OptionType.integer(32, 16_384),
          String.valueOf(STANDARD.heapMegabytes()),
          "Heap of the process that reads files; there is one for each reading task.");
  private static final Option<String> CLASS_PATH =
      optional(
          "read.attachments.class-path",
          OptionType.text(),
          "Class path of that process, on every worker: the attachments jar of mail-core. Without"
              + " it the worker's own, which serves the command line only.");

  /** Every option, in the order of the documentation. */
  static final List<Option<?>> ALL =
      List.of(MAX_FILES, MAX_BYTES, MAX_CHARS, FILE_TIMEOUT, MAIL_TIMEOUT, HEAP, CLASS_PATH);

  private AttachmentOptions() {}

  static AttachmentSettings read(ConfigValues values) {
    return new AttachmentSettings(
        values.get(MAX_FILES),
        values.get(MAX_BYTES),
        values.get(MAX_CHARS),
        values.get(FILE_TIMEOUT),
        values.get(MAIL_TIMEOUT),
        values.get(HEAP),
        values.find(CLASS_PATH).orElse(""));
  }
}
