package io.mailpulse.flink.score;

import io.mailpulse.connectors.balance.OutcomeCounter;
import io.mailpulse.flink.balance.Outcome;
import io.mailpulse.flink.record.ScoredMail;
import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.SentimentLabel;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Parts scored mails from dead letters and counts them.
 *
 * <p>In: outcomes. Out: scored mails; to the side dead letters. State: none.
 */
public final class SplitOutcome extends ProcessFunction<ScoreOutcome, ScoredMail> {

  /** Mails without a score. */
  public static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("unscored", new AvroTypeInfo<>(DeadLetter.class));

  private static final long serialVersionUID = 1L;
  private static final String UNKNOWN = SentimentLabel.UNKNOWN.wireName();

  private transient OutcomeCounter scored;
  private transient OutcomeCounter unknown;
  private transient OutcomeCounter deadLettered;

  @Override
  public void open(OpenContext context) {
    scored = OutcomeCounter.register(getRuntimeContext(), Outcome.SCORED);
    unknown = OutcomeCounter.register(getRuntimeContext(), Outcome.UNKNOWN);
    deadLettered = OutcomeCounter.register(getRuntimeContext(), Outcome.DEAD_LETTERED);
  }

  @Override
  public void processElement(ScoreOutcome outcome, Context context, Collector<ScoredMail> out) {
    if (outcome.letter() != null) {
      deadLettered.add(1);
      context.output(DEAD_LETTERS, outcome.letter());
      return;
    }
    (UNKNOWN.equals(outcome.scored().sentiment().getLabel()) ? unknown : scored).add(1);
    out.collect(outcome.scored());
  }
}
