package io.mailpulse.flink;

import io.mailpulse.flink.config.PipelineConfig;
import io.mailpulse.flink.read.AdmitPending;
import io.mailpulse.flink.record.ScoredMail;
import io.mailpulse.flink.score.HoldPending;
import io.mailpulse.flink.score.ModelUse;
import io.mailpulse.flink.score.ScoreLater;
import io.mailpulse.flink.score.ScoreOutcome;
import io.mailpulse.flink.score.SplitOutcome;
import io.mailpulse.flink.time.MailWatermarks;
import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.PendingMail;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The way of mails that the model gave no score for: through a topic, which is the one loop that a
 * job without loops can have. Nothing on it stands still while the model is down.
 *
 * <pre>
 *  emails.pending.v1 <------- SplitOutcome, SplitLater
 *       |
 *  ConsumePending   (never moves event time)
 *       |
 *  AdmitPending ------------> dead letters
 *       | tenant|email_id
 *  HoldPending      (until a mail's time has come)
 *       |
 *  ScoreLater -> SplitLater --> corrections, dead letters
 * </pre>
 */
final class LaterPath {

  private final StreamExecutionEnvironment env;
  private final PipelineConfig config;

  LaterPath(StreamExecutionEnvironment env, PipelineConfig config) {
    this.env = env;
    this.config = config;
  }

  /**
   * What comes of mails that waited.
   *
   * @param corrections of those that have their answer; to the side those that wait on, and letters
   * @param refused letters about records that were no pending mails
   */
  record Ends(SingleOutputStreamOperator<ScoredMail> corrections, DataStream<DeadLetter> refused) {}

  Ends of(Ports.Pending pending, ModelUse use) {
    SingleOutputStreamOperator<PendingMail> admitted =
        named(
            Step.ADMIT_PENDING,
            consume(pending)
                .process(
                    new AdmitPending(config.storage().landing()),
                    new AvroTypeInfo<>(PendingMail.class)));
    DataStream<PendingMail> due =
        named(
            Step.HOLD_PENDING,
            admitted
                .keyBy(HoldPending::key, Types.STRING)
                .process(new HoldPending(), new AvroTypeInfo<>(PendingMail.class)));
    SingleOutputStreamOperator<ScoreOutcome> outcomes =
        AsyncDataStream.unorderedWait(
            due,
            new ScoreLater(use, config.later(), Clock.systemUTC()),
            0,
            TimeUnit.MILLISECONDS,
            config.later().capacity());
    return new Ends(
        named(
            Step.SPLIT_LATER,
            named(Step.SCORE_LATER, outcomes.returns(TypeInformation.of(ScoreOutcome.class)))
                .process(new SplitOutcome(), TypeInformation.of(ScoredMail.class))),
        admitted.getSideOutput(AdmitPending.DEAD_LETTERS));
  }

  private DataStream<PendingMail> consume(Ports.Pending pending) {
    return named(
        Step.CONSUME_PENDING,
        env.fromSource(
            pending.source(),
            MailWatermarks.still(),
            Step.CONSUME_PENDING.operatorName(),
            new AvroTypeInfo<>(PendingMail.class)));
  }

  private static <T> SingleOutputStreamOperator<T> named(
      Step step, SingleOutputStreamOperator<T> operator) {
    return operator.name(step.operatorName()).uid(step.uid());
  }
}
