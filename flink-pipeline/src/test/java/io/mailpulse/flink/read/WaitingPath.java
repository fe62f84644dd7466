package io.mailpulse.flink.read;

import io.mailpulse.flink.config.PipelineConfig.Later;
import io.mailpulse.flink.config.PipelineConfig.Scoring;
import io.mailpulse.flink.config.PipelineConfig.WhenDown;
import io.mailpulse.flink.score.FakeScorer;
import io.mailpulse.flink.score.HoldPending;
import io.mailpulse.flink.score.ModelUse;
import io.mailpulse.flink.score.ScoreLater;
import io.mailpulse.flink.score.ScoreOutcome;
import io.mailpulse.flink.score.ScoringModel;
import io.mailpulse.model.Score;
import io.mailpulse.model.Scorer;
import io.mailpulse.model.Text;
import io.mailpulse.model.runtime.ScoringException;
import io.mailpulse.schema.AttachmentUse;
import io.mailpulse.schema.PendingMail;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.AsyncDataStream.OutputMode;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;

/**
 * The operators behind {@code emails.pending.v1}, with a model that answers and one that does not.
 */
final class WaitingPath implements AutoCloseable {

  private final OneInputStreamOperatorTestHarness<PendingMail, PendingMail> admit;
  private final KeyedOneInputStreamOperatorTestHarness<String, PendingMail, PendingMail> hold;
  private final OneInputStreamOperatorTestHarness<PendingMail, ScoreOutcome> answered;
  private final OneInputStreamOperatorTestHarness<PendingMail, ScoreOutcome> refused;

  WaitingPath(URI landing) throws Exception {
    admit = ProcessFunctionTestHarnesses.forProcessFunction(new AdmitPending(landing));
    hold =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new HoldPending()), HoldPending::key, Types.STRING);
    hold.open();
    answered = asking(FakeScorer::new);
    refused = asking(Down::new);
  }

  OneInputStreamOperatorTestHarness<PendingMail, PendingMail> admit() {
    return admit;
  }

  /** What becomes of an admitted record, of either model. */
  List<ScoreOutcome> outcomes(PendingMail pending) throws Exception {
    hold.processElement(PendingMail.newBuilder(pending).build(), 0);
    var outcomes = new ArrayList<ScoreOutcome>();
    for (var model : List.of(answered, refused)) {
      model.processElement(PendingMail.newBuilder(pending).build(), 0);
      model.endInput();
      outcomes.addAll(model.extractOutputValues());
      model.getOutput().clear();
    }
    return outcomes;
  }

  private static OneInputStreamOperatorTestHarness<PendingMail, ScoreOutcome> asking(
      ScoringModel model) throws Exception {
    var settings = new Scoring(1, Duration.ZERO, 1, 16, Duration.ofMinutes(1), 1, Duration.ZERO);
    var later =
        new Later(
            WhenDown.PENDING,
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            32,
            Duration.ofHours(24));
    var use = new ModelUse(model, settings, tenant -> AttachmentUse.CLOSED);
    var operator =
        new OneInputStreamOperatorTestHarness<PendingMail, ScoreOutcome>(
            new AsyncWaitOperatorFactory<>(
                new ScoreLater(use, later, Clock.systemUTC()), 0, 16, OutputMode.UNORDERED),
            new AvroTypeInfo<>(PendingMail.class).createSerializer(new SerializerConfigImpl()));
    operator.setup(
        TypeInformation.of(ScoreOutcome.class).createSerializer(new SerializerConfigImpl()));
    operator.open();
    return operator;
  }

  @Override
  public void close() throws Exception {
    admit.close();
    hold.close();
    answered.close();
    refused.close();
  }

  /** Never answers. */
  private record Down() implements Scorer {

    @Override
    public List<Score> score(List<Text> texts) {
      throw new ScoringException("down");
    }

    @Override
    public String modelVersion() {
      return FakeScorer.VERSION;
    }

    @Override
    public void close() {}
  }
}
