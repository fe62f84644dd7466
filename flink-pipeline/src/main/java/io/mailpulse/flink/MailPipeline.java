package io.mailpulse.flink;

import io.mailpulse.flink.alert.TurnRules;
import io.mailpulse.flink.config.PipelineConfig;
import io.mailpulse.flink.config.PipelineConfig.Later;
import io.mailpulse.flink.config.PipelineConfig.WhenDown;
import io.mailpulse.flink.config.PipelineConfig.Windows;
import io.mailpulse.flink.dedupe.DeduplicateAnswers;
import io.mailpulse.flink.dedupe.RecallSeen;
import io.mailpulse.flink.read.AdmitMail;
import io.mailpulse.flink.read.ReadMail;
import io.mailpulse.flink.record.CountedMail;
import io.mailpulse.flink.record.MergeNotice;
import io.mailpulse.flink.record.ScoredMail;
import io.mailpulse.flink.record.ThreadDay;
import io.mailpulse.flink.score.ModelUse;
import io.mailpulse.flink.score.ScoreMail;
import io.mailpulse.flink.score.ScoreOutcome;
import io.mailpulse.flink.score.SplitOutcome;
import io.mailpulse.flink.thread.AssignThread;
import io.mailpulse.flink.thread.NoticeMerges;
import io.mailpulse.flink.thread.ThreadMood;
import io.mailpulse.flink.time.MailWatermarks;
import io.mailpulse.flink.window.AssignVersion;
import io.mailpulse.flink.window.MoodWindows;
import io.mailpulse.flink.window.ThreadDays;
import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.EmailSentiment;
import io.mailpulse.schema.MimeMail;
import io.mailpulse.schema.MoodAggregate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job graph.
 *
 * <pre>
 *  mail.mime.v1
 *       |
 *   ReadMail ------------------> raw landing
 *       |    \-----------------> emails.dead-letters.v1
 *       | tenant|base subject
 *  AssignThread ---------------> emails.raw.v1
 *       |                        (ingest ends, sentiment starts here; as a job of its own with
 *       |                        AdmitMail -> emails.dead-letters.v1)
 *       |----> NoticeMerges (to ThreadMood)
 *       | tenant|email_id
 *   RecallSeen ----------------> emails.dead-letters.v1
 *       |
 *   ScoreMail   (async, batched)
 *       | tenant|email_id
 *  DeduplicateAnswers ---------> emails.dead-letters.v1
 *       |
 *  SplitOutcome ---------------> emails.dead-letters.v1, emails.pending.v1
 *       |    <-- corrections     (LaterPath: emails.pending.v1, once the model answers)
 *       |                \
 *       | tenant|thread   \ tenant|language|window, tenant|thread|day
 *   ThreadMood          MoodWindows, ThreadDays
 *    |   |   |               \-> emails.aggregates.v1, Delta
 *    |   |   \-----------------> emails.alerts.v1
 *    |   \---------------------> emails.threads.v1
 *    \-------------------------> emails.sentiment.v1, Elasticsearch, Delta
 * </pre>
 */
final class MailPipeline {

  private final StreamExecutionEnvironment env;
  private final PipelineConfig config;
  private final Ports ports;

  private MailPipeline(StreamExecutionEnvironment env, PipelineConfig config, Ports ports) {
    this.env = env;
    this.config = config;
    this.ports = ports;
  }

  /** Wires the stages that the configuration asks for between the given ports. */
  static void wire(StreamExecutionEnvironment env, PipelineConfig config, Ports ports) {
    var pipeline = new MailPipeline(env, config, ports);
    switch (config.stage()) {
      case ALL -> pipeline.sentiment(pipeline.ingest(), List.of());
      case INGEST -> pipeline.ingest();
      case SENTIMENT -> pipeline.sentimentOf(pipeline.consumeRaw());
    }
  }

  private DataStream<EmailRaw> ingest() {
    SingleOutputStreamOperator<EmailRaw> read =
        named(
            Step.READ_MAIL,
            consumeMime()
                .process(
                    new ReadMail(ports.ingest().reading(), config.storage().landing()),
                    new AvroTypeInfo<>(EmailRaw.class)));
    sink(Step.LAND_RAW, read.getSideOutput(ReadMail.LANDED), ports.ingest().landing());
    SingleOutputStreamOperator<EmailRaw> threaded =
        named(
            Step.ASSIGN_THREAD,
            read.keyBy(AssignThread::key, Types.STRING)
                .process(new AssignThread(config.threads()), new AvroTypeInfo<>(EmailRaw.class)));
    sink(Step.PUBLISH_RAW, threaded, ports.ingest().raw());
    sink(Step.PUBLISH_UNREAD, read.getSideOutput(ReadMail.DEAD_LETTERS), ports.ingest().unread());
    return threaded;
  }

  /** What another job wrote is checked first; this job's own records need no check. */
  private void sentimentOf(DataStream<EmailRaw> foreign) {
    SingleOutputStreamOperator<EmailRaw> admitted =
        named(
            Step.ADMIT_MAIL,
            foreign.process(
                new AdmitMail(config.storage().landing()), new AvroTypeInfo<>(EmailRaw.class)));
    sentiment(admitted, List.of(admitted.getSideOutput(AdmitMail.DEAD_LETTERS)));
  }

  private void sentiment(DataStream<EmailRaw> raw, List<DataStream<DeadLetter>> refused) {
    SingleOutputStreamOperator<EmailRaw> fresh =
        named(
            Step.RECALL_SEEN,
            raw.keyBy(RecallSeen::key, Types.STRING)
                .process(new RecallSeen(config.dedupeTtl()), new AvroTypeInfo<>(EmailRaw.class)));
    SingleOutputStreamOperator<ScoreOutcome> once =
        named(
            Step.DEDUPLICATE_ANSWERS,
            score(fresh)
                .keyBy(DeduplicateAnswers::key, Types.STRING)
                .process(
                    new DeduplicateAnswers(config.dedupeTtl()),
                    TypeInformation.of(ScoreOutcome.class)));
    SingleOutputStreamOperator<ScoredMail> scored =
        named(
            Step.SPLIT_OUTCOME,
            once.process(new SplitOutcome(), TypeInformation.of(ScoredMail.class)));
    var letters = new ArrayList<>(refused);
    letters.add(fresh.getSideOutput(RecallSeen.DEAD_LETTERS));
    letters.add(once.getSideOutput(DeduplicateAnswers.DEAD_LETTERS));
    letters.add(scored.getSideOutput(SplitOutcome.DEAD_LETTERS));
    DataStream<ScoredMail> answered = scored;
    if (ports.sentiment().pending().isPresent()) {
      LaterPath.Ends later = scoreLater(ports.sentiment().pending().get(), scored);
      letters.add(later.refused());
      letters.add(later.corrections().getSideOutput(SplitOutcome.DEAD_LETTERS));
      answered = scored.union(later.corrections());
    }
    sink(
        Step.PUBLISH_UNSCORED,
        letters.stream().reduce(DataStream::union).orElseThrow(),
        ports.sentiment().unscored());
    followThreads(answered, noticeMerges(raw));
    followMood(answered);
  }

  private LaterPath.Ends scoreLater(
      Ports.Pending pending, SingleOutputStreamOperator<ScoredMail> scored) {
    LaterPath.Ends later = new LaterPath(env, config).of(pending, use());
    sink(
        Step.PUBLISH_PENDING,
        scored
            .getSideOutput(SplitOutcome.PENDING)
            .union(later.corrections().getSideOutput(SplitOutcome.PENDING)),
        pending.sink());
    return later;
  }

  private void followThreads(DataStream<ScoredMail> scored, DataStream<MergeNotice> merges) {
    SingleOutputStreamOperator<ScoredMail> threaded =
        named(
            Step.THREAD_MOOD,
            scored
                .keyBy(ThreadMood::key, Types.STRING)
                .connect(merges.keyBy(MergeNotice::key, Types.STRING))
                .process(
                    new ThreadMood(
                        new TurnRules(config.alerts(), config.tenants()),
                        config.alerts().maxDelay(),
                        config.threads().retention(),
                        config.later().alertWait()),
                    TypeInformation.of(ScoredMail.class)));
    sink(
        Step.PUBLISH_SENTIMENT,
        named(
            Step.SELECT_SENTIMENT,
            threaded.map(ScoredMail::sentiment, new AvroTypeInfo<>(EmailSentiment.class))),
        ports.sentiment().scores());
    sink(
        Step.PUBLISH_ALERTS, threaded.getSideOutput(ThreadMood.ALERTS), ports.sentiment().alerts());
    sink(
        Step.PUBLISH_THREADS,
        threaded.getSideOutput(ThreadMood.SNAPSHOTS),
        ports.sentiment().threads());
    store(threaded, ports.sentiment().mailStores());
    if (!ports.sentiment().firstStores().isEmpty()) {
      store(
          named(Step.SELECT_FIRST, threaded.filter(mail -> !mail.isCorrection())),
          ports.sentiment().firstStores());
    }
  }

  private void followMood(DataStream<ScoredMail> scored) {
    DataStream<CountedMail> counted =
        named(
            Step.SELECT_COUNTED,
            scored.map(CountedMail::of, TypeInformation.of(CountedMail.class)));
    Windows settings = config.windows();
    SingleOutputStreamOperator<MoodAggregate> windows =
        named(
            Step.MOOD_WINDOWS,
            named(
                    Step.ASSIGN_WINDOW_VERSION,
                    counted
                        .keyBy(MoodWindows.windowKey(settings), Types.STRING)
                        .process(
                            new AssignVersion(settings.size(), settings.retention()),
                            TypeInformation.of(CountedMail.class)))
                .keyBy(MoodWindows.key(settings), Types.STRING)
                .process(new MoodWindows(settings), new AvroTypeInfo<>(MoodAggregate.class)));
    sink(Step.PUBLISH_AGGREGATES, windows, ports.sentiment().aggregates());
    if (!ports.sentiment().dayStores().isEmpty()) {
      SingleOutputStreamOperator<ThreadDay> days =
          named(
              Step.THREAD_DAYS,
              named(
                      Step.ASSIGN_DAY_VERSION,
                      counted
                          .keyBy(ThreadDays::dayKey, Types.STRING)
                          .process(
                              new AssignVersion(ThreadDays.DAY, settings.retention()),
                              TypeInformation.of(CountedMail.class)))
                  .keyBy(ThreadDays::key, Types.STRING)
                  .process(new ThreadDays(settings), TypeInformation.of(ThreadDay.class)));
      store(days, ports.sentiment().dayStores());
    }
  }

  private DataStream<MimeMail> consumeMime() {
    return named(
        Step.CONSUME_MIME,
        env.fromSource(
            ports.ingest().mime(),
            MailWatermarks.ofMime(config.events()),
            Step.CONSUME_MIME.operatorName(),
            new AvroTypeInfo<>(MimeMail.class)));
  }

  private DataStream<EmailRaw> consumeRaw() {
    return named(
        Step.CONSUME_RAW,
        env.fromSource(
            ports.sentiment().raw(),
            MailWatermarks.ofRaw(config.events()),
            Step.CONSUME_RAW.operatorName(),
            new AvroTypeInfo<>(EmailRaw.class)));
  }

  private static DataStream<MergeNotice> noticeMerges(DataStream<EmailRaw> raw) {
    // Before duplicates and unscored mails go: what they show of threads holds all the same.
    return named(
        Step.NOTICE_MERGES, raw.flatMap(new NoticeMerges(), TypeInformation.of(MergeNotice.class)));
  }

  private DataStream<ScoreOutcome> score(DataStream<EmailRaw> mails) {
    // In order: a thread's rate counts what came before a mail, and a replay must count the same.
    // Without a timeout of Flink's, which would count the time in the queue: score.timeout does
    // not.
    SingleOutputStreamOperator<ScoreOutcome> outcomes =
        AsyncDataStream.orderedWait(
            mails,
            new ScoreMail(use(), later(), Clock.systemUTC()),
            0,
            TimeUnit.MILLISECONDS,
            config.score().capacity());
    return named(Step.SCORE_MAIL, outcomes.returns(TypeInformation.of(ScoreOutcome.class)));
  }

  private ModelUse use() {
    return new ModelUse(ports.sentiment().model(), config.score(), config.reading()::attachments);
  }

  /** A mail can wait only if there is a place to wait in. */
  private Later later() {
    return ports.sentiment().pending().isPresent()
        ? config.later()
        : config.later().withWhenDown(WhenDown.DEAD_LETTER);
  }

  private static <T> void store(DataStream<T> stream, List<Store<T>> stores) {
    stores.forEach(store -> sink(store.step(), stream, store.sink()));
  }

  private static <T> void sink(Step step, DataStream<T> stream, Sink<T> sink) {
    stream.sinkTo(sink).name(step.operatorName()).uid(step.uid());
  }

  private static <T> SingleOutputStreamOperator<T> named(
      Step step, SingleOutputStreamOperator<T> operator) {
    return operator.name(step.operatorName()).uid(step.uid());
  }
}
