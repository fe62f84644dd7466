package io.mailpulse.schema.warehouse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Queries behind the views, in SQL that Spark and Redshift both read. */
public final class Views {

  /** Name of the view that joins live and rescored scores. */
  public static final String CURRENT_SENTIMENT = "current_sentiment";

  /** Name of the view that picks the latest snapshot of each thread's day. */
  public static final String THREAD_DAY_LATEST = "thread_day_latest";

  private Views() {}

  /**
   * The score to believe for each mail, one row per {@code email_id}. Of the live score and the
   * rescored ones, the model version with the latest promotion for the mail's tenant wins; a
   * rescored version that was never promoted is not considered; without any promotion the live
   * score holds; live wins a tie, and of two live ones the later. A row that says {@code pending}
   * holds only while there is no other.
   */
  public static String currentSentiment() {
    return query("current_sentiment.sql");
  }

  /**
   * Each thread's days as the stream last saw them, one row per thread and day: fresh to the
   * checkpoint, but blind to rescored history. The row that knows most mails holds: a mail that
   * comes after its day was forgotten gives a row of its own, which knows one.
   */
  public static String threadDayLatest() {
    return query("thread_day_latest.sql");
  }

  /** Rows of {@code agg_thread_daily} as of now, from {@code current_sentiment}. */
  public static String threadDays() {
    return query("thread_days.sql");
  }

  private static String query(String resource) {
    try (InputStream in = Views.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
