package io.mailpulse.flink.read;

import io.mailpulse.connectors.balance.OutcomeCounter;
import io.mailpulse.flink.balance.Outcome;
import io.mailpulse.flink.record.JobLetters;
import io.mailpulse.mail.RecordBounds;
import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.PendingMail;
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
 * Lets pending mails go on that this job can have written: anyone may write to their topic.
 *
 * <p>In: records of {@code emails.pending.v1}. Out: those that may go on; to the side dead letters.
 * State: none.
 */
public final class AdmitPending extends ProcessFunction<PendingMail, PendingMail> {

  /** Records that no job can have written. */
  public static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("pending-not-admitted", new AvroTypeInfo<>(DeadLetter.class));

  private static final long serialVersionUID = 1L;

  private final URI landing;

  private transient Admission admission;
  private transient PendingAdmission pendingAdmission;
  private transient OutcomeCounter refused;

  /** An operator that takes references below {@code landing} only. */
  public AdmitPending(URI landing) {
    this.landing = landing;
  }

  @Override
  public void open(OpenContext context) {
    admission = new Admission(landing);
    pendingAdmission = new PendingAdmission(admission);
    refused = OutcomeCounter.register(getRuntimeContext(), Outcome.PENDING_REFUSED);
  }

  @Override
  public void processElement(PendingMail pending, Context context, Collector<PendingMail> out) {
    EmailRaw mail = pending.getMail();
    Optional<Admission.Refusal> refusal = pendingAdmission.refuse(pending);
    if (refusal.isEmpty()) {
      pending.setMail(RecordBounds.fit(mail));
      out.collect(pending);
      return;
    }
    refused.add(1);
    mail.setRawRef(admission.payloadRef(mail));
    context.output(
        DEAD_LETTERS,
        JobLetters.of(Stage.ADMIT, refusal.get().kind(), refusal.get().message())
            .about(mail)
            .build(Instant.ofEpochMilli(context.timerService().currentProcessingTime())));
  }
}
