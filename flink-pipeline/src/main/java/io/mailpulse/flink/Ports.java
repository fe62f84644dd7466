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
import io.mailpulse.schema.PendingMail;
import io.mailpulse.schema.ThreadSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * Everything that the job meets outside itself. Production makes them from the configuration, tests
 * from lists. What no sink is named for is thrown away.
 *
 * @param ingest what the ingest stage meets
 * @param sentiment what the sentiment stage meets
 */
record Ports(Ingest ingest, Sentiment sentiment) {

  /** The ingest stage: mails come in, are read, and go to the landing and to the next stage. */
  static final class Ingest {

    private final Source<MimeMail, ?, ?> mime;
    private final MailReading reading;
    private Sink<LandedMail> landing = new DiscardingSink<>();
    private Sink<EmailRaw> raw = new DiscardingSink<>();
    private Sink<DeadLetter> unread = new DiscardingSink<>();

    /**
     * A stage.
     *
     * @param mime mails as they arrive
     * @param reading parses, redacts and threads
     */
    Ingest(Source<MimeMail, ?, ?> mime, MailReading reading) {
      this.mime = mime;
      this.reading = reading;
    }

    /** Names the sink of raw bytes. */
    Ingest landing(Sink<LandedMail> sink) {
      landing = sink;
      return this;
    }

    /** Names the sink of mails that were read. */
    Ingest raw(Sink<EmailRaw> sink) {
      raw = sink;
      return this;
    }

    /** Names the sink of what could not be read. */
    Ingest unread(Sink<DeadLetter> sink) {
      unread = sink;
      return this;
    }

    Source<MimeMail, ?, ?> mime() {
      return mime;
    }

    MailReading reading() {
      return reading;
    }

    Sink<LandedMail> landing() {
      return landing;
    }

    Sink<EmailRaw> raw() {
      return raw;
    }

    Sink<DeadLetter> unread() {
      return unread;
    }
  }

  /** The sentiment stage: mails that were read are scored, and their threads followed. */
  static final class Sentiment {

    private final Source<EmailRaw, ?, ?> raw;
    private final ScoringModel model;
    private Sink<EmailSentiment> scores = new DiscardingSink<>();
    private Sink<EmailAlert> alerts = new DiscardingSink<>();
    private Sink<MoodAggregate> aggregates = new DiscardingSink<>();
    private Sink<ThreadSnapshot> threads = new DiscardingSink<>();
    private Sink<DeadLetter> unscored = new DiscardingSink<>();
    private Pending pending;
    private final List<Store<ScoredMail>> mailStores = new ArrayList<>();
    private final List<Store<ScoredMail>> firstStores = new ArrayList<>();
    private final List<Store<ThreadDay>> dayStores = new ArrayList<>();

    /**
     * A stage.
     *
     * @param raw mails that another job has read; only consumed when this job does not ingest
     * @param model scores
     */
    Sentiment(Source<EmailRaw, ?, ?> raw, ScoringModel model) {
      this.raw = raw;
      this.model = model;
    }

    /** Names the sink of scores, with the thread's negativity. */
    Sentiment scores(Sink<EmailSentiment> sink) {
      scores = sink;
      return this;
    }

    /** Names the sink of threads that turned. */
    Sentiment alerts(Sink<EmailAlert> sink) {
      alerts = sink;
      return this;
    }

    /** Names the sink of mood per window. */
    Sentiment aggregates(Sink<MoodAggregate> sink) {
      aggregates = sink;
      return this;
    }

    /** Names the sink of threads as they stand. */
    Sentiment threads(Sink<ThreadSnapshot> sink) {
      threads = sink;
      return this;
    }

    /** Names the sink of what could not be deduplicated or scored. */
    Sentiment unscored(Sink<DeadLetter> sink) {
      unscored = sink;
      return this;
    }

    /**
     * Names where mails wait for the model, to be read again by this job. Without, a mail that the
     * model gives no score for is a dead letter.
     */
    Sentiment pending(Source<PendingMail, ?, ?> source, Sink<PendingMail> sink) {
      pending = new Pending(source, sink);
      return this;
    }

    /** Adds a store of each mail's first record, which has no use for corrections. */
    Sentiment storeFirst(Step step, Sink<ScoredMail> sink) {
      firstStores.add(new Store<>(step, sink));
      return this;
    }

    /** Adds a store of scored mails, and of their corrections. */
    Sentiment storeMails(Step step, Sink<ScoredMail> sink) {
      mailStores.add(new Store<>(step, sink));
      return this;
    }

    /** Adds a store of threads and days; without any they are not computed. */
    Sentiment storeDays(Step step, Sink<ThreadDay> sink) {
      dayStores.add(new Store<>(step, sink));
      return this;
    }

    Source<EmailRaw, ?, ?> raw() {
      return raw;
    }

    ScoringModel model() {
      return model;
    }

    Sink<EmailSentiment> scores() {
      return scores;
    }

    Sink<EmailAlert> alerts() {
      return alerts;
    }

    Sink<MoodAggregate> aggregates() {
      return aggregates;
    }

    Sink<ThreadSnapshot> threads() {
      return threads;
    }

    Sink<DeadLetter> unscored() {
      return unscored;
    }

    Optional<Pending> pending() {
      return Optional.ofNullable(pending);
    }

    List<Store<ScoredMail>> mailStores() {
      return List.copyOf(mailStores);
    }

    List<Store<ScoredMail>> firstStores() {
      return List.copyOf(firstStores);
    }

    List<Store<ThreadDay>> dayStores() {
      return List.copyOf(dayStores);
    }
  }

  /**
   * Where mails wait for the model.
   *
   * @param source reads what the sink has written
   * @param sink takes mails to be asked for later
   */
  record Pending(Source<PendingMail, ?, ?> source, Sink<PendingMail> sink) {}
}
