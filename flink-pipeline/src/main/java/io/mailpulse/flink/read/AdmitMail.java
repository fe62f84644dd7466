package io.mailpulse.flink.read;

import io.mailpulse.connectors.balance.OutcomeCounter;
import io.mailpulse.flink.balance.Outcome;
import io.mailpulse.flink.record.JobLetters;
import io.mailpulse.mail.RecordBounds;
import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.failure.Stage;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Lets records of another job go on that keep what an ingest job promises.
 *
 * <p>In: records of {@code emails.raw.v1}. Out: those that may go on, within {@link RecordBounds};
 * to the side dead letters. State: none.
 */
public final class AdmitMail extends ProcessFunction<EmailRaw, EmailRaw> {

  /** Records that no ingest job can have written. */
  public static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("not-admitted", new AvroTypeInfo<>(DeadLetter.class));

  private static final long serialVersionUID = 1L;

  private final URI landing;

  private transient Admission admission;
  private transient OutcomeCounter deadLettered;

  /** An operator that takes references below {@code landing} only. */
  public AdmitMail(URI landing) {
    this.landing = landing;
  }

  @Override
  public void open(OpenContext context) {
    admission = new Admission(landing);
    deadLettered = OutcomeCounter.register(getRuntimeContext(), Outcome.DEAD_LETTERED);
  }

  @Override
  public void processElement(EmailRaw mail, Context context, Collector<EmailRaw> out) {
    Optional<Admission.Refusal> refusal = admission.refuse(mail);
    if (refusal.isEmpty()) {
      out.collect(RecordBounds.fit(mail));
      return;
    }
    deadLettered.add(1);
    mail.setRawRef(admission.payloadRef(mail));
    context.output(
        DEAD_LETTERS,
        JobLetters.of(Stage.ADMIT, refusal.get().kind(), refusal.get().message())
            .about(mail)
            .build(Instant.ofEpochMilli(context.timerService().currentProcessingTime())));
  }
}
