package io.mailpulse.flink.dedupe;

import io.mailpulse.connectors.balance.OutcomeCounter;
import io.mailpulse.flink.balance.Outcome;
import io.mailpulse.flink.record.JobLetters;
import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.failure.FailureKind;
import io.mailpulse.schema.failure.Stage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Holds back mails that a version before took in and remembered before they were answered. Nothing
 * is added to what it remembers: {@link DeduplicateAnswers} does so by answers. A mail that is fed
 * again for a dead letter passes: of that version nobody knows whether it was answered.
 *
 * <p>In: mails keyed by tenant and email_id. Out: those not remembered; to the side dead letters
 * for a remembered id that came with another body. State: body-sha256, the first body's hash (TTL).
 * Clears when: the TTL has passed since the id was last seen.
 */
public final class RecallSeen extends KeyedProcessFunction<String, EmailRaw, EmailRaw> {

  /** Mails whose id belongs to a mail with another body. */
  public static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("same-id-other-body", new AvroTypeInfo<>(DeadLetter.class));

  private static final long serialVersionUID = 1L;

  private final Duration ttl;

  private transient ValueState<String> bodySha256;
  private transient OutcomeCounter duplicates;
  private transient OutcomeCounter deadLettered;

  /** An operator that remembers ids for a time after they were last seen. */
  public RecallSeen(Duration ttl) {
    this.ttl = ttl;
  }

  /** The key that this operator needs. */
  public static String key(EmailRaw mail) {
    return mail.getTenantId() + '|' + mail.getEmailId();
  }

  @Override
  public void open(OpenContext context) {
    var descriptor = new ValueStateDescriptor<>("body-sha256", Types.STRING);
    descriptor.enableTimeToLive(
        StateTtlConfig.newBuilder(ttl)
            .setUpdateType(StateTtlConfig.UpdateType.OnCreateAndWrite)
            .setStateVisibility(StateTtlConfig.StateVisibility.NeverReturnExpired)
            .cleanupInRocksdbCompactFilter(10_000)
            .build());
    bodySha256 = getRuntimeContext().getState(descriptor);
    duplicates = OutcomeCounter.register(getRuntimeContext(), Outcome.DUPLICATE);
    deadLettered = OutcomeCounter.register(getRuntimeContext(), Outcome.DEAD_LETTERED);
  }

  @Override
  public void processElement(EmailRaw mail, Context context, Collector<EmailRaw> out)
      throws IOException {
    String first = bodySha256.value();
    if (first != null) {
      bodySha256.update(first); // on each sight the time to live starts anew
    }
    if (first == null) {
      out.collect(mail);
    } else if (!first.equals(mail.getHash())) {
      deadLettered.add(1);
      context.output(
          DEAD_LETTERS,
          JobLetters.of(
                  Stage.DEDUPE,
                  FailureKind.SAME_ID_OTHER_BODY,
                  "a mail with this id and another body was taken before; the first one holds")
              .about(mail)
              .build(Instant.ofEpochMilli(context.timerService().currentProcessingTime())));
    } else if (mail.getReplayOf() != null) {
      out.collect(mail);
    } else {
      duplicates.add(1);
    }
  }
}
