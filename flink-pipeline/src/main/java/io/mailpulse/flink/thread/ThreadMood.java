package io.mailpulse.flink.thread;

import io.mailpulse.connectors.balance.OutcomeCounter;
import io.mailpulse.flink.alert.TurnRule.Candidacy;
import io.mailpulse.flink.alert.TurnRule.Course;
import io.mailpulse.flink.alert.TurnRules;
import io.mailpulse.flink.balance.Outcome;
import io.mailpulse.flink.config.PipelineConfig.Alerts;
import io.mailpulse.flink.record.Counting;
import io.mailpulse.flink.record.MergeNotice;
import io.mailpulse.flink.record.ScoredMail;
import io.mailpulse.schema.EmailAlert;
import io.mailpulse.schema.EmailSentiment;
import io.mailpulse.schema.MailKind;
import io.mailpulse.schema.ThreadSnapshot;
import io.mailpulse.schema.id.ThreadKey;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Follows the mood of each thread.
 *
 * <p>In: scored mails, and notices of merges, keyed by tenant and thread. Out: at once the mail
 * with its thread's negativity as known now; to the side a snapshot of the thread, and alerts,
 * which wait for event time to pass the mail so that disorder raises no false ones. A pending mail
 * holds up the alerts behind it for a time; with its score the mails whose negativity counts it are
 * sent again. State: timeline, the thread's mails of 24 h; candidates, alerts not judged yet;
 * totals; unsettled, mails that are pending or hang on one; overtaken, scores that came before
 * their pending mail (TTL). Clears when: event time has passed a mail by 24 h, totals when the
 * thread was silent for the retention, unsettled when the last pending mail is scored.
 */
public final class ThreadMood
    extends KeyedCoProcessFunction<String, ScoredMail, MergeNotice, ScoredMail> {

  /** Threads that turned. */
  public static final OutputTag<EmailAlert> ALERTS =
      new OutputTag<>("alerts", new AvroTypeInfo<>(EmailAlert.class));

  /** Threads as they stand. */
  public static final OutputTag<ThreadSnapshot> SNAPSHOTS =
      new OutputTag<>("threads", new AvroTypeInfo<>(ThreadSnapshot.class));

  private static final long serialVersionUID = 1L;
  private static final Duration OVERTAKEN_KEPT = Duration.ofDays(1);
  // Expiry timers of a thread meet on full hours, so that a busy thread has few.
  private static final long EXPIRY_GRAIN = Duration.ofHours(1).toMillis();

  private final TurnRules rules;
  private final long maxDelayMillis;
  private final long retentionMillis;
  private final long alertWaitMillis;

  private transient MapState<String, MoodEntry> timeline;
  private transient MapState<String, EmailAlert> candidates;
  private transient ValueState<ThreadTotals> totals;
  private transient UnsettledMails unsettled;
  private transient MapState<String, EmailSentiment> overtaken;
  private transient OutcomeCounter alerts;

  /**
   * An operator under one rule for all tenants.
   *
   * @param retention time after which a silent thread is forgotten
   * @param alertWait longest time that alerts wait for an older mail that is pending
   */
  public ThreadMood(Alerts alerts, Duration retention, Duration alertWait) {
    this(TurnRules.alike(alerts), alerts.maxDelay(), retention, alertWait);
  }

  /**
   * An operator under the rules of each tenant.
   *
   * @param maxDelay processing time after which a mail is judged at the latest
   * @param retention time after which a silent thread is forgotten
   * @param alertWait longest time that alerts wait for an older mail that is pending
   */
  public ThreadMood(TurnRules rules, Duration maxDelay, Duration retention, Duration alertWait) {
    this.rules = rules;
    this.alertWaitMillis = alertWait.toMillis();
    this.maxDelayMillis = maxDelay.toMillis();
    this.retentionMillis = retention.toMillis();
  }

  /** The key that this operator needs. */
  public static String key(ScoredMail mail) {
    return ThreadKey.of(mail.raw().getTenantId(), mail.raw().getThreadId());
  }

  @Override
  public void open(OpenContext context) {
    var runtime = getRuntimeContext();
    timeline =
        runtime.getMapState(
            new MapStateDescriptor<>(
                "timeline", Types.STRING, TypeInformation.of(MoodEntry.class)));
    candidates =
        runtime.getMapState(
            new MapStateDescriptor<>(
                "candidates", Types.STRING, new AvroTypeInfo<>(EmailAlert.class)));
    totals =
        runtime.getState(
            new ValueStateDescriptor<>("totals", TypeInformation.of(ThreadTotals.class)));
    unsettled =
        new UnsettledMails(
            runtime.getMapState(
                new MapStateDescriptor<>(
                    "unsettled", Types.STRING, TypeInformation.of(UnsettledMail.class))));
    var early =
        new MapStateDescriptor<>(
            "overtaken", Types.STRING, new AvroTypeInfo<>(EmailSentiment.class));
    early.enableTimeToLive(StateTtlConfig.newBuilder(OVERTAKEN_KEPT).build());
    overtaken = runtime.getMapState(early);
    alerts = OutcomeCounter.register(runtime, Outcome.ALERT);
  }

  @Override
  public void processElement1(ScoredMail mail, Context context, Collector<ScoredMail> out)
      throws Exception {
    if (mail.isCorrection()) {
      correct(mail, context, out);
    } else {
      arrive(notOvertaken(mail), context, out);
    }
  }

  private void arrive(ScoredMail mail, Context context, Collector<ScoredMail> out)
      throws Exception {
    EmailSentiment sentiment = mail.sentiment();
    long watermark = context.timerService().currentWatermark();
    long at = sentiment.getCreatedAt().toEpochMilli();
    // A mail that comes late, or claims a future date, is kept as long as one that comes now.
    long keptFrom = Math.max(context.timestamp() == null ? at : context.timestamp(), watermark);

    ThreadTotals thread = thread();
    thread.add(sentiment, mail.raw().getSubject());
    keepAlive(thread, keptFrom, context);
    if (Counting.of(sentiment) == Counting.IN_MOOD) {
      remember(mail, at, keptFrom, context);
    }
    List<MoodEntry> entries = entries();
    Negativity negativity = Negativity.at(entries, at);
    ScoredMail said = ThreadRecords.withNegativity(mail, negativity);
    out.collect(said);
    await(said, negativity, keptFrom, context);
    if (at <= watermark) {
      judge(thread, entries, watermark, context);
    }
    snapshot(thread, entries, context);
    totals.update(thread);
  }

  /** A pending mail whose correction came before it is the mail with that score. */
  private ScoredMail notOvertaken(ScoredMail mail) throws Exception {
    String id = mail.sentiment().getEmailId();
    if (!mail.isPending() || !overtaken.contains(id)) {
      return mail;
    }
    EmailSentiment score = overtaken.get(id);
    overtaken.remove(id);
    Instant soonest = mail.sentiment().getProcessedAt().plusMillis(1);
    if (score.getProcessedAt().isBefore(soonest)) {
      score.setProcessedAt(soonest);
    }
    return mail.with(score);
  }

  /** Keeps a mail that is pending, or whose negativity will count one that is. */
  private void await(ScoredMail said, Negativity negativity, long keptFrom, Context context)
      throws Exception {
    if (!said.isPending() && unsettled.isEmpty()) {
      return;
    }
    long at = said.sentiment().getCreatedAt().toEpochMilli();
    String[] awaits = unsettled.awaitedAt(at);
    if (!said.isPending() && awaits.length == 0) {
      return;
    }
    long waitUntil = context.timerService().currentProcessingTime() + alertWaitMillis;
    unsettled.put(
        new UnsettledMail(
            said.sentiment().getEmailId(),
            at,
            said.isPending() ? null : said,
            MailKind.PERSON.wireName().equals(said.sentiment().getMailKind()) ? 1 : 0,
            negativity.negative(),
            negativity.volume(),
            awaits,
            keptFrom,
            waitUntil));
    if (said.isPending()) {
      context.timerService().registerProcessingTimeTimer(waitUntil);
    }
  }

  /** Puts the score of a mail where it stood as pending, and says again what hung on it. */
  private void correct(ScoredMail mail, Context context, Collector<ScoredMail> out)
      throws Exception {
    EmailSentiment sentiment = mail.sentiment();
    String id = sentiment.getEmailId();
    Optional<UnsettledMail> pending = unsettled.take(id);
    if (pending.isEmpty()) {
      overtake(mail, out);
      return;
    }
    long watermark = context.timerService().currentWatermark();
    long keptFrom = Math.max(pending.get().keptFromMillis(), watermark);
    ThreadTotals thread = thread();
    thread.correct(sentiment);
    keepAlive(thread, keptFrom, context);
    Negativity counts = Negativity.NONE;
    if (Counting.of(sentiment) == Counting.IN_MOOD) {
      remember(mail, pending.get().atMillis(), keptFrom, context);
      counts = new Negativity("negative".equals(sentiment.getLabel()) ? 1 : 0, 1);
    }
    Negativity own = pending.get().negativity().plus(counts);
    ScoredMail said = ThreadRecords.withNegativity(mail, own);
    out.collect(said);
    if (pending.get().awaits().length > 0) {
      unsettled.put(pending.get().scored(said, own));
    }
    unsettled.settle(id, counts, now(context)).forEach(out::collect);
    judgeAndExpire(thread, context);
    snapshot(thread, entries(), context);
    totals.update(thread);
  }

  /**
   * A correction of a mail that is not pending here: it has overtaken its mail, which is told when
   * it comes; or the mail was scored after all, when a restart had it scored again, and the stores
   * keep what was said last; or this job began without the state of the one that scored it. It is
   * stamped as following its pending record, so that it replaces nothing else.
   */
  private void overtake(ScoredMail mail, Collector<ScoredMail> out) throws Exception {
    EmailSentiment sentiment = mail.sentiment();
    overtaken.put(sentiment.getEmailId(), sentiment);
    Negativity known = Negativity.at(entries(), sentiment.getCreatedAt().toEpochMilli());
    ScoredMail said = ThreadRecords.withNegativity(mail, known);
    said.sentiment().setProcessedAt(mail.replaces().processedAt().plusMillis(1));
    out.collect(said);
  }

  private void judgeAndExpire(ThreadTotals thread, Context context) throws Exception {
    List<MoodEntry> entries = entries();
    long watermark = context.timerService().currentWatermark();
    long now = context.timerService().currentProcessingTime();
    judge(thread, entries, Math.max(watermark, overdue(entries, now)), context);
    expire(entries(), watermark, now);
  }

  @Override
  public void processElement2(MergeNotice notice, Context context, Collector<ScoredMail> out)
      throws Exception {
    ThreadTotals thread = thread();
    String before = thread.intoThreadId;
    thread.hear(notice.into());
    keepAlive(
        thread, Math.max(context.timestamp(), context.timerService().currentWatermark()), context);
    boolean changed = !before.equals(thread.intoThreadId);
    // A notice may overtake the thread's first mail: that one's snapshot then says so.
    if (changed && thread.volume > 0) {
      snapshot(thread, entries(), context);
    }
    totals.update(thread);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<ScoredMail> out)
      throws Exception {
    ThreadTotals thread = totals.value();
    if (thread == null) {
      return; // forgotten: what its last timers would do is done
    }
    List<MoodEntry> entries = entries();
    boolean turnedBefore = thread.turned;
    if (context.timeDomain() == TimeDomain.PROCESSING_TIME) {
      judgeAndExpire(thread, context);
    } else {
      judge(thread, entries, timestamp, context);
      expire(entries(), timestamp, context.timerService().currentProcessingTime());
    }
    if (thread.turned != turnedBefore) {
      snapshot(thread, entries, context);
    }
    if (context.timeDomain() == TimeDomain.EVENT_TIME
        && timestamp >= thread.forgetAtMillis
        && unsettled.isEmpty()) {
      totals.clear();
    } else {
      totals.update(thread);
    }
  }

  private void remember(ScoredMail mail, long at, long keptFrom, Context context) throws Exception {
    EmailSentiment sentiment = mail.sentiment();
    long expiresAt = ceiling(keptFrom + Negativity.WINDOW.toMillis());
    long judgeBy = context.timerService().currentProcessingTime() + maxDelayMillis;
    timeline.put(
        sentiment.getEmailId(),
        new MoodEntry(
            sentiment.getEmailId(),
            at,
            expiresAt,
            judgeBy,
            "negative".equals(sentiment.getLabel()) ? 1 : 0,
            0));
    // What comes out of an archive is no news: nobody is called for it.
    if (!mail.raw().getHistory()
        && rules
                .of(sentiment.getTenantId())
                .candidacy(sentiment.getLabel(), sentiment.getConfidence())
            == Candidacy.CANDIDATE) {
      candidates.put(sentiment.getEmailId(), ThreadRecords.candidate(mail));
    }
    if (at > context.timerService().currentWatermark()) {
      context.timerService().registerEventTimeTimer(at);
      context.timerService().registerProcessingTimeTimer(judgeBy);
    }
    context.timerService().registerEventTimeTimer(expiresAt);
  }

  private void keepAlive(ThreadTotals thread, long keptFrom, Context context) {
    long forgetAt = ceiling(keptFrom + retentionMillis);
    if (forgetAt > thread.forgetAtMillis) {
      if (thread.forgetAtMillis != Long.MIN_VALUE) {
        context.timerService().deleteEventTimeTimer(thread.forgetAtMillis);
      }
      thread.forgetAtMillis = forgetAt;
      context.timerService().registerEventTimeTimer(forgetAt);
    }
  }

  private void judge(ThreadTotals thread, List<MoodEntry> entries, long horizon, Context context)
      throws Exception {
    // Behind a pending mail nothing is judged: with its score it may come out otherwise. When the
    // input has ended no score comes any more, and no timer of the wall clock fires.
    boolean hasEnded = context.timerService().currentWatermark() == Long.MAX_VALUE;
    Optional<UnsettledMail> barrier =
        hasEnded
            ? Optional.empty()
            : unsettled.barrier(context.timerService().currentProcessingTime());
    TurnSweep sweep =
        TurnSweep.of(
            rules.of(ThreadKey.tenantOf(context.getCurrentKey())),
            thread.turned ? Course.TURNED : Course.CALM,
            entries,
            candidateIds(),
            entry ->
                entry.atMillis() <= horizon
                    && barrier.map(pending -> !pending.isBefore(entry)).orElse(true));
    for (TurnSweep.Judged judged : sweep.judged()) {
      String emailId = judged.entry().emailId();
      if (judged.course() == Course.TURNS) {
        alerts.add(1);
        context.output(
            ALERTS,
            ThreadRecords.raised(candidates.get(emailId), judged.negativity(), now(context)));
      }
      candidates.remove(emailId);
      timeline.put(emailId, judged.entry().asJudged());
    }
    thread.turned = sweep.course() != Course.CALM;
  }

  /** Event time up to which mails are judged because the wall clock says so. */
  private static long overdue(List<MoodEntry> entries, long nowMillis) {
    return entries.stream()
        .filter(entry -> !entry.isJudged() && entry.judgeByMillis() <= nowMillis)
        .mapToLong(MoodEntry::atMillis)
        .max()
        .orElse(Long.MIN_VALUE);
  }

  private void expire(List<MoodEntry> entries, long watermark, long nowMillis) throws Exception {
    // What is judged behind a pending mail needs the 24 h before that mail.
    long needed =
        unsettled
            .barrier(nowMillis)
            .map(pending -> pending.atMillis() - Negativity.WINDOW.toMillis())
            .orElse(Long.MAX_VALUE);
    for (MoodEntry entry : entries) {
      if (entry.expiresAtMillis() <= watermark && entry.atMillis() <= needed) {
        timeline.remove(entry.emailId());
        candidates.remove(entry.emailId());
      }
    }
  }

  private void snapshot(ThreadTotals thread, List<MoodEntry> entries, Context context) {
    context.output(
        SNAPSHOTS,
        ThreadRecords.snapshot(
            context.getCurrentKey(),
            thread,
            Negativity.at(entries, thread.lastSeenMillis),
            now(context)));
  }

  private ThreadTotals thread() throws IOException {
    ThreadTotals known = totals.value();
    return known == null ? new ThreadTotals() : known;
  }

  private List<MoodEntry> entries() throws Exception {
    var entries = new ArrayList<MoodEntry>();
    timeline.values().forEach(entries::add);
    return entries;
  }

  private Set<String> candidateIds() throws Exception {
    var ids = new HashSet<String>();
    candidates.keys().forEach(ids::add);
    return ids;
  }

  private static Instant now(Context context) {
    return Instant.ofEpochMilli(context.timerService().currentProcessingTime());
  }

  private static long ceiling(long millis) {
    return Math.floorDiv(millis + EXPIRY_GRAIN - 1, EXPIRY_GRAIN) * EXPIRY_GRAIN;
  }
}
