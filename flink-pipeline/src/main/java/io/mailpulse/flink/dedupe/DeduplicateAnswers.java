package io.mailpulse.flink.dedupe;

import io.mailpulse.connectors.balance.OutcomeCounter;
import io.mailpulse.flink.balance.Outcome;
import io.mailpulse.flink.record.JobLetters;
import io.mailpulse.flink.score.ScoreOutcome;
import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.failure.DeadLetterBuilder;
import io.mailpulse.schema.failure.FailureKind;
import io.mailpulse.schema.failure.Stage;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Lets one answer of each mail through: a mail is seen once it is answered, and not before, so that
 * one that ended as a dead letter may come again. A mail that is fed again for a letter though it
 * was answered, as one that a store has refused, goes on once as a correction: it is written anew
 * and counted no second time. While the model is down it goes on as one that is asked for later.
 *
 * <p>In: outcomes keyed by tenant and email_id. Out: the first with a record, letters of mails that
 * were not answered, corrections, waits for one; to the side dead letters for an id that came with
 * another body. State: answered-sha256, hash of the body that was answered; places, digest of the
 * first bytes in each place of the landing; replays, letters that the mail was fed again for (all
 * TTL). Clears when: the TTL has passed since the id was last seen.
 */
public final class DeduplicateAnswers
    extends KeyedProcessFunction<String, ScoreOutcome, ScoreOutcome> {

  /** Mails whose id belongs to a mail with another body. */
  public static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("answered-other-body", new AvroTypeInfo<>(DeadLetter.class));

  private static final long serialVersionUID = 1L;

  private final Duration ttl;

  private transient ValueState<String> answeredSha256;
  private transient LandedPlaces places;
  private transient MapState<String, Boolean> replays;
  private transient OutcomeCounter duplicates;
  private transient OutcomeCounter deadLettered;

  /** An operator that remembers answers for a time after their id was last seen. */
  public DeduplicateAnswers(Duration ttl) {
    this.ttl = ttl;
  }

  /** The key that this operator needs. */
  public static String key(ScoreOutcome outcome) {
    return outcome.scored() == null
        ? outcome.letter().getTenantId() + '|' + outcome.letter().getEmailId()
        : RecallSeen.key(outcome.scored().raw());
  }

  @Override
  public void open(OpenContext context) {
    StateTtlConfig kept =
        StateTtlConfig.newBuilder(ttl)
            .setUpdateType(StateTtlConfig.UpdateType.OnCreateAndWrite)
            .setStateVisibility(StateTtlConfig.StateVisibility.NeverReturnExpired)
            .cleanupInRocksdbCompactFilter(10_000)
            .build();
    var answered = new ValueStateDescriptor<>("answered-sha256", Types.STRING);
    answered.enableTimeToLive(kept);
    answeredSha256 = getRuntimeContext().getState(answered);
    var placed = new MapStateDescriptor<>("places", Types.STRING, Types.STRING);
    placed.enableTimeToLive(kept);
    places = new LandedPlaces(getRuntimeContext().getMapState(placed));
    var replayed = new MapStateDescriptor<>("replays", Types.STRING, Types.BOOLEAN);
    replayed.enableTimeToLive(kept);
    replays = getRuntimeContext().getMapState(replayed);
    duplicates = OutcomeCounter.register(getRuntimeContext(), Outcome.DUPLICATE);
    deadLettered = OutcomeCounter.register(getRuntimeContext(), Outcome.DEAD_LETTERED);
  }

  @Override
  public void processElement(ScoreOutcome outcome, Context context, Collector<ScoreOutcome> out)
      throws Exception {
    String answered = answeredSha256.value();
    if (answered != null) {
      answeredSha256.update(answered); // on each sight the time to live starts anew
    }
    if (outcome.scored() == null) {
      unanswered(outcome, answered, out);
      return;
    }
    EmailRaw mail = outcome.scored().raw();
    if (answered == null) {
      answeredSha256.update(mail.getHash());
      places.claim(mail.getRawRef(), mail.getRawSha256());
      noteReplay(mail);
      out.collect(outcome);
    } else if (!answered.equals(mail.getHash())) {
      deadLettered.add(1);
      context.output(DEAD_LETTERS, otherBody(mail, context));
    } else if (isNewReplay(mail)) {
      noteReplay(mail);
      // A score that stands is not replaced by word that the model is down: it is asked for later.
      out.collect(outcome.scored().isPending() ? outcome.asWait() : outcome.asCorrection());
    } else {
      duplicates.add(1);
    }
  }

  /**
   * A copy of a mail that was answered needs no letter: nothing of it is missing. One that was fed
   * again does, as whoever fed it wants to know.
   */
  private void unanswered(ScoreOutcome outcome, String answered, Collector<ScoreOutcome> out)
      throws Exception {
    DeadLetter letter = outcome.letter();
    String own = places.claim(letter.getPayloadRef(), letter.getPayloadSha256());
    boolean isCopy = own == null || own.equals(letter.getPayloadRef());
    if (answered != null && isCopy && letter.getReplayOf() == null) {
      duplicates.add(1);
    } else {
      letter.setPayloadRef(own);
      out.collect(outcome);
    }
  }

  private boolean isNewReplay(EmailRaw mail) throws Exception {
    return mail.getReplayOf() != null && !replays.contains(replay(mail));
  }

  private void noteReplay(EmailRaw mail) throws Exception {
    if (mail.getReplayOf() != null) {
      replays.put(replay(mail), true);
    }
  }

  /** One letter is written anew when its mail fails again, and may be replayed each time. */
  private static String replay(EmailRaw mail) {
    return mail.getLetterProcessedAt() == null
        ? mail.getReplayOf()
        : mail.getReplayOf() + '@' + mail.getLetterProcessedAt().toEpochMilli();
  }

  private DeadLetter otherBody(EmailRaw mail, Context context) throws Exception {
    DeadLetterBuilder letter =
        JobLetters.of(
                Stage.DEDUPE,
                FailureKind.SAME_ID_OTHER_BODY,
                "a mail with this id and another body was answered before; the first one holds")
            .about(mail);
    return letter
        .payloadRef(places.claim(mail.getRawRef(), mail.getRawSha256()))
        .build(Instant.ofEpochMilli(context.timerService().currentProcessingTime()));
  }
}
