package io.mailpulse.schema.id;

import java.util.List;

/** Names of the topics. A breaking change of a record is a new topic, never a new meaning. */
public final class Topics {

  /** Raw mail as it arrived: {@link io.mailpulse.schema.MimeMail}. */
  public static final String MIME = "mail.mime.v1";

  /** Parsed, redacted, threaded mail: {@link io.mailpulse.schema.EmailRaw}. */
  public static final String RAW = "emails.raw.v1";

  /** Scores: {@link io.mailpulse.schema.EmailSentiment}. */
  public static final String SENTIMENT = "emails.sentiment.v1";

  /** Threads that turned sour: {@link io.mailpulse.schema.EmailAlert}. */
  public static final String ALERTS = "emails.alerts.v1";

  /** Mood per tenant, language and window: {@link io.mailpulse.schema.MoodAggregate}. */
  public static final String AGGREGATES = "emails.aggregates.v1";

  /** State of each thread, compacted: {@link io.mailpulse.schema.ThreadSnapshot}. */
  public static final String THREADS = "emails.threads.v1";

  /** What could not be completed: {@link io.mailpulse.schema.DeadLetter}. */
  public static final String DEAD_LETTERS = "emails.dead-letters.v1";

  /** All topics, in the order of the stream. */
  public static final List<String> ALL =
      List.of(MIME, RAW, SENTIMENT, ALERTS, AGGREGATES, THREADS, DEAD_LETTERS);

  private Topics() {}
}
