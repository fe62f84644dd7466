package io.mailpulse.flink.score;

import io.mailpulse.connectors.balance.OutcomeCounter;
import io.mailpulse.flink.balance.Outcome;
import io.mailpulse.flink.record.ScoredMail;
import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.PendingMail;
import io.mailpulse.schema.SentimentLabel;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Parts scored mails from those that wait and from dead letters, and counts them.
 *
 * <p>In: outcomes. Out: records of mails, pending ones included; to the side mails to be asked for
 * later, and dead letters. State: none.
 */
public final class SplitOutcome extends ProcessFunction<ScoreOutcome, ScoredMail> {

  /** Mails without a score. */
  public static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("unscored", new AvroTypeInfo<>(DeadLetter.class));

  /** Mails that the model is to be asked for later. */
  public static final OutputTag<PendingMail> PENDING =
      new OutputTag<>("pending", new AvroTypeInfo<>(PendingMail.class));

  private static final long serialVersionUID = 1L;
  private static final String UNKNOWN = SentimentLabel.UNKNOWN.wireName();

  private transient OutcomeCounter scored;
  private transient OutcomeCounter unknown;
  private transient OutcomeCounter pending;
  private transient OutcomeCounter corrected;
  private transient OutcomeCounter deadLettered;

  @Override
  public void open(OpenContext context) {
    scored = OutcomeCounter.register(getRuntimeContext(), Outcome.SCORED);
    unknown = OutcomeCounter.register(getRuntimeContext(), Outcome.UNKNOWN);
    pending = OutcomeCounter.register(getRuntimeContext(), Outcome.PENDING);
    corrected = OutcomeCounter.register(getRuntimeContext(), Outcome.CORRECTED);
    deadLettered = OutcomeCounter.register(getRuntimeContext(), Outcome.DEAD_LETTERED);
  }

  @Override
  public void processElement(ScoreOutcome outcome, Context context, Collector<ScoredMail> out) {
    if (outcome.pending() != null) {
      context.output(PENDING, outcome.pending());
    }
    if (outcome.letter() != null) {
      // A mail that waited and failed is in the stores: it counts as unknown.
      deadLettered.add(outcome.scored() == null ? 1 : 0);
      context.output(DEAD_LETTERS, outcome.letter());
    }
    if (outcome.scored() != null) {
      count(outcome.scored());
      out.collect(outcome.scored());
    }
  }

  private void count(ScoredMail mail) {
    if (mail.isPending()) {
      pending.add(1);
      return;
    }
    (UNKNOWN.equals(mail.sentiment().getLabel()) ? unknown : scored).add(1);
    corrected.add(mail.isCorrection() ? 1 : 0);
  }
}
