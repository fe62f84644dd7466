package io.mailpulse.flink;

import io.mailpulse.connectors.landing.LandedMail;
import io.mailpulse.flink.read.MailReading;
import io.mailpulse.flink.record.ScoredMail;
import io.mailpulse.flink.record.ThreadDay;
import io.mailpulse.flink.score.ScoringModel;
import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.EmailAlert;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.EmailSentiment;
import io.mailpulse.schema.MimeMail;
import io.mailpulse.schema.MoodAggregate;
import io.mailpulse.schema.ThreadSnapshot;
import java.util.Optional;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;

/**
 * Everything that the job meets outside itself. Production makes them from the configuration, tests
 * from lists.
 *
 * @param ingest what the ingest stage meets
 * @param sentiment what the sentiment stage meets
 */
record Ports(Ingest ingest, Sentiment sentiment) {

  /**
   * The ingest stage.
   *
   * @param mime mails as they arrive
   * @param reading parses, redacts and threads
   * @param landing raw bytes
   * @param raw mails that were read
   * @param unread what could not be read
   */
  record Ingest(
      Source<MimeMail, ?, ?> mime,
      MailReading reading,
      Sink<LandedMail> landing,
      Sink<EmailRaw> raw,
      Sink<DeadLetter> unread) {}

  /**
   * The sentiment stage.
   *
   * @param raw mails that another job has read; only consumed when this job does not ingest
   * @param model scores
   * @param sentiment scores, with the thread's negativity
   * @param alerts threads that turned
   * @param aggregates mood per window
   * @param threads threads as they stand
   * @param unscored what could not be deduplicated or scored
   * @param search search index, if there is one
   * @param emails table of mails, if there is one
   * @param scores table of scores, if there is one
   * @param threadDays table of threads and days, if there is one
   */
  record Sentiment(
      Source<EmailRaw, ?, ?> raw,
      ScoringModel model,
      Sink<EmailSentiment> sentiment,
      Sink<EmailAlert> alerts,
      Sink<MoodAggregate> aggregates,
      Sink<ThreadSnapshot> threads,
      Sink<DeadLetter> unscored,
      Optional<Sink<ScoredMail>> search,
      Optional<Sink<ScoredMail>> emails,
      Optional<Sink<ScoredMail>> scores,
      Optional<Sink<ThreadDay>> threadDays) {}
}
