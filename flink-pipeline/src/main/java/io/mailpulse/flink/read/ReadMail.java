package io.mailpulse.flink.read;

import io.mailpulse.connectors.balance.OutcomeCounter;
import io.mailpulse.connectors.landing.LandedMail;
import io.mailpulse.flink.balance.Outcome;
import io.mailpulse.flink.record.JobLetters;
import io.mailpulse.mail.ReadResult;
import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.MimeMail;
import io.mailpulse.schema.failure.FailureKind;
import io.mailpulse.schema.failure.Stage;
import io.mailpulse.schema.id.TenantId;
import io.mailpulse.schema.landing.LandingPath;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Parses, redacts and threads mails.
 *
 * <p>In: raw MIME. Out: the mail and those attached to it; to the side raw bytes for the landing,
 * and dead letters. State: none.
 */
public final class ReadMail extends ProcessFunction<MimeMail, EmailRaw> {

  /** What could not be read. */
  public static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("unread", new AvroTypeInfo<>(DeadLetter.class));

  /** Raw bytes for the landing. */
  public static final OutputTag<LandedMail> LANDED =
      new OutputTag<>("landed", TypeInformation.of(LandedMail.class));

  private static final long serialVersionUID = 1L;
  private static final int MAX_REFERENCED_BYTES = 64 << 20;

  private final MailReading reading;
  private final URI landing;

  private transient MailReading.Reader reader;
  private transient Payloads payloads;
  private transient OutcomeCounter in;
  private transient OutcomeCounter attached;
  private transient OutcomeCounter deadLettered;

  /** An operator that reads with {@code reading} and resolves references below {@code landing}. */
  public ReadMail(MailReading reading, URI landing) {
    this.reading = reading;
    this.landing = landing;
  }

  @Override
  public void open(OpenContext context) {
    reader = reading.open();
    payloads = new Payloads(landing, MAX_REFERENCED_BYTES);
    in = OutcomeCounter.register(getRuntimeContext(), Outcome.IN);
    attached = OutcomeCounter.register(getRuntimeContext(), Outcome.ATTACHED);
    deadLettered = OutcomeCounter.register(getRuntimeContext(), Outcome.DEAD_LETTERED);
  }

  @Override
  public void processElement(MimeMail mail, Context context, Collector<EmailRaw> out)
      throws IOException {
    in.add(1);
    var now = Instant.ofEpochMilli(context.timerService().currentProcessingTime());
    MimeMail inline = mail;
    ReadResult result;
    try {
      requireTenant(mail);
      requireRecord(mail);
      inline = payloads.inline(mail);
      result = reader.read(inline, now);
    } catch (PayloadException e) {
      result = rejected(named(mail, e.kind()), e.kind(), e.getMessage(), now);
    } catch (RuntimeException | StackOverflowError e) {
      // A mail that trips a bug costs itself, not the stream. Its text may be in the exception's
      // message, so only the class is told.
      result =
          rejected(
              inline,
              FailureKind.READER_FAILED,
              e.getClass().getName() + " while reading; report it",
              now);
    }
    if (result instanceof ReadResult.Read read) {
      emit(read.emails(), inline, context, out);
    } else {
      reject(((ReadResult.Rejected) result).letter(), inline, context);
    }
  }

  @Override
  public void close() {
    if (reader != null) {
      reader.close();
    }
  }

  private void emit(
      List<EmailRaw> mails, MimeMail inline, Context context, Collector<EmailRaw> out) {
    String ref = LandingPath.of(mails.get(0)).ref();
    context.output(LANDED, new LandedMail(ref, bytes(inline)));
    attached.add(mails.size() - 1L);
    for (EmailRaw mail : mails) {
      mail.setRawRef(ref);
      out.collect(mail);
    }
  }

  private void reject(DeadLetter letter, MimeMail inline, Context context) {
    deadLettered.add(1);
    if (letter.getPayloadRef() == null && inline.getMime() != null) {
      String ref =
          letter.getKind().equals(FailureKind.BAD_TENANT.wireName())
              ? LandingPath.rejectedOfNoTenant(letter.getPayloadSha256())
              : LandingPath.rejected(letter);
      letter.setPayloadRef(ref);
      context.output(LANDED, new LandedMail(ref, bytes(inline)));
    }
    context.output(DEAD_LETTERS, letter);
  }

  /** Tenants are in paths and keys: a wrong one could leave its folder. */
  private static void requireTenant(MimeMail mail) throws PayloadException {
    try {
      TenantId.require(mail.getTenantId());
    } catch (IllegalArgumentException e) {
      throw new PayloadException(FailureKind.BAD_TENANT, e.getMessage());
    }
  }

  private static void requireRecord(MimeMail mail) throws PayloadException {
    if (UnreadableMail.isStandIn(mail)) {
      throw new PayloadException(
          FailureKind.PAYLOAD_MISSING,
          "the record is no mail record; its bytes are kept, mend its adapter");
    }
  }

  /** A letter's reference is opened by a replay: one that nobody may open is not passed on. */
  private static MimeMail named(MimeMail mail, FailureKind kind) {
    return kind == FailureKind.BAD_REFERENCE || kind == FailureKind.BAD_TENANT
        ? MimeMail.newBuilder(mail).setMimeRef(null).build()
        : mail;
  }

  private static ReadResult rejected(MimeMail mail, FailureKind kind, String message, Instant now) {
    return new ReadResult.Rejected(
        JobLetters.of(Stage.PARSE, kind, message).about(mail).build(now));
  }

  private static byte[] bytes(MimeMail inline) {
    ByteBuffer mime = inline.getMime().duplicate();
    byte[] bytes = new byte[mime.remaining()];
    mime.get(bytes);
    return bytes;
  }
}
