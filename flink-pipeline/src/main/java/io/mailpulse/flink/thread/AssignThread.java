package io.mailpulse.flink.thread;

import io.mailpulse.connectors.balance.OutcomeCounter;
import io.mailpulse.flink.balance.Outcome;
import io.mailpulse.flink.config.PipelineConfig.Threads;
import io.mailpulse.mail.thread.HeaderHabit;
import io.mailpulse.mail.thread.MailFacts;
import io.mailpulse.mail.thread.SubjectThreads;
import io.mailpulse.mail.thread.ThreadMerge;
import io.mailpulse.mail.thread.ThreadUpdate;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.MergedThread;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Lets mails without reply headers join the thread that they belong to.
 *
 * <p>In: mails with the thread that their headers name, keyed by tenant and base subject. Out: each
 * with its thread, how sure that is, and the threads that it showed to be parts of it. State:
 * subject-threads, the mails that came last with a subject, as hashes (TTL). Clears when: the TTL
 * has passed since a mail last had the subject.
 */
public final class AssignThread extends KeyedProcessFunction<String, EmailRaw, EmailRaw> {

  /** Mails that are kept per base subject: bounds state and time where many share one. */
  static final int MOST_MAILS = 100;

  private static final long serialVersionUID = 1L;

  private final Threads settings;

  private transient ValueState<byte[]> subjectThreads;
  private transient OutcomeCounter joined;
  private transient OutcomeCounter merged;

  /** An operator that guesses as much, and remembers as long, as the settings say. */
  public AssignThread(Threads settings) {
    this.settings = settings;
  }

  /**
   * The key that this operator needs. A mail whose subject tells nothing has one of its own, so
   * that all the mails called "hello" do not meet in one subtask.
   */
  public static String key(EmailRaw mail) {
    return SubjectThreads.keyOf(mail)
        .map(subject -> mail.getTenantId() + "|subject|" + subject)
        .orElseGet(() -> mail.getTenantId() + "|mail|" + mail.getEmailId());
  }

  @Override
  public void open(OpenContext context) {
    var descriptor =
        new ValueStateDescriptor<>(
            "subject-threads", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
    descriptor.enableTimeToLive(
        StateTtlConfig.newBuilder(settings.retention())
            .setUpdateType(StateTtlConfig.UpdateType.OnCreateAndWrite)
            .setStateVisibility(StateTtlConfig.StateVisibility.NeverReturnExpired)
            .cleanupInRocksdbCompactFilter(10_000)
            .build());
    subjectThreads = getRuntimeContext().getState(descriptor);
    joined = OutcomeCounter.register(getRuntimeContext(), Outcome.JOINED_BY_SUBJECT);
    merged = OutcomeCounter.register(getRuntimeContext(), Outcome.THREAD_MERGED);
  }

  @Override
  public void processElement(EmailRaw mail, Context context, Collector<EmailRaw> out)
      throws IOException {
    if (SubjectThreads.keyOf(mail).isPresent()) {
      assign(mail);
    }
    out.collect(mail);
  }

  private void assign(EmailRaw mail) throws IOException {
    byte[] bytes = subjectThreads.value();
    SubjectThreads threads =
        bytes == null
            ? SubjectThreads.limitedTo(MOST_MAILS)
            : SubjectThreads.fromBytes(bytes, MOST_MAILS);
    ThreadUpdate update = threads.add(MailFacts.of(mail), habit());
    // Written for a mail that is known as well: the time to live starts anew.
    subjectThreads.update(threads.toBytes());
    joined.add(update.confidence() < 1 ? 1 : 0);
    merged.add(update.merges().size());
    mail.setThreadId(update.threadId());
    mail.setThreadEvidence(update.evidence());
    mail.setThreadConfidence(update.confidence());
    mail.setThreadMerges(merges(update));
  }

  private HeaderHabit habit() {
    return switch (settings.replyHeaders()) {
      case USUAL -> HeaderHabit.USUAL;
      case MIXED -> HeaderHabit.MIXED;
      case MISSING -> HeaderHabit.MISSING;
    };
  }

  private static List<MergedThread> merges(ThreadUpdate update) {
    List<MergedThread> merges = new ArrayList<>();
    for (ThreadMerge merge : update.merges()) {
      merges.add(
          new MergedThread(
              merge.fromThreadId(),
              merge.confidence(),
              update.thread().anchor().wireName(),
              Instant.ofEpochMilli(update.thread().sinceMillis())));
    }
    return merges;
  }
}
