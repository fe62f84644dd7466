package io.mailpulse.generate;

import io.mailpulse.generate.draw.Draws;
import io.mailpulse.generate.language.Language;
import io.mailpulse.generate.thread.Draft;
import io.mailpulse.generate.thread.MailThread;
import io.mailpulse.generate.thread.Plot;
import io.mailpulse.generate.truth.MailTruth;
import io.mailpulse.generate.truth.ThreadTruth;
import io.mailpulse.schema.id.Ids;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Mails one by one in their order of arrival; holds the threads that go on and the mails that are
 * delayed, never the whole. Deterministic: bytes and truth follow from the settings alone.
 *
 * <p>Time is told in slots, one per mail. In each a thread begins or goes on.
 */
public final class MailGenerator implements Iterator<GeneratedMail> {

  private static final int MOST_OPEN_PER_TENANT = 24;
  private static final double BEGIN = 0.4;
  private static final double BEGIN_IN_BURST = 0.7;
  private static final int BURST = 40;
  private static final double BURST_GAP = 0.05;
  private static final int LONGEST_DELAY = 40;
  private static final int LONGEST_WAY_ROUND = 60;

  private final GeneratorSettings settings;
  private final Draws structure;
  private final Draws order;
  private final Draws threadDraws;
  private final List<String> tenantDeck;
  private final List<OpenThread> open = new ArrayList<>();
  private final List<ThreadTruth> finished = new ArrayList<>();
  private final Arrivals arrivals = new Arrivals();
  private long slot;
  private long arrival;
  private long threads;
  private long nanos;
  private int burst;
  private int burstLeft;
  private String burstTenant;
  private Draws slotDraws;

  /** The mails of some settings, from the first on. */
  public MailGenerator(GeneratorSettings settings) {
    this.settings = settings;
    Draws root = new Draws(settings.seed());
    this.structure = root.branch(1);
    this.order = root.branch(2);
    this.threadDraws = root.branch(3);
    this.tenantDeck = new ArrayList<>();
    for (String tenant : settings.tenants()) {
      for (int i = settings.weights().getOrDefault(tenant, 1); i > 0; i--) {
        tenantDeck.add(tenant);
      }
    }
  }

  @Override
  public boolean hasNext() {
    return slot < settings.mails() || !arrivals.isEmpty();
  }

  @Override
  public GeneratedMail next() {
    while (!arrivals.isReady(slot) && slot < settings.mails()) {
      writeSlot();
    }
    if (arrivals.isEmpty()) {
      throw new NoSuchElementException("all mails have arrived");
    }
    return arrive(arrivals.next());
  }

  /** Truths of the threads that ended since the last call; all of them once no mail is left. */
  public List<ThreadTruth> endedThreads() {
    List<ThreadTruth> ended = List.copyOf(finished);
    finished.clear();
    return ended;
  }

  private void writeSlot() {
    slotDraws = structure.branch(slot);
    advanceTime();
    OpenThread chosen = burstLeft > 0 ? ofBurst() : usual();
    MailThread thread = chosen.thread();
    if (isSour(thread.tenantId())) {
      thread.turnSour();
    }
    Instant receivedAt = settings.start().plusNanos(nanos).truncatedTo(ChronoUnit.SECONDS);
    Draft draft = thread.next(receivedAt);
    chosen.wrote(draft);
    draft.attached().ifPresent(attached -> finished.add(chosen.truthOf(attached)));
    send(chosen, draft);
    slot++;
    if (thread.isOver()) {
      open.remove(chosen);
      finished.add(chosen.truth());
    }
    if (slot == settings.mails()) {
      end();
    }
  }

  private void advanceTime() {
    if (burstLeft > 0) {
      burstLeft--;
    } else if (slotDraws.chance(settings.bursts() / (BURST * (1 - settings.bursts())))) {
      burst++;
      burstLeft = BURST;
      burstTenant = slotDraws.oneOf(tenantDeck);
    }
    double gap = settings.gap().toNanos() * (0.25 + 1.5 * slotDraws.fraction());
    nanos += (long) (burstLeft > 0 ? gap * BURST_GAP : gap);
  }

  private OpenThread ofBurst() {
    List<OpenThread> ofTenant =
        open.stream().filter(t -> t.thread().tenantId().equals(burstTenant)).toList();
    return ofTenant.isEmpty() || slotDraws.chance(BEGIN_IN_BURST)
        ? begin(burstTenant)
        : slotDraws.oneOf(ofTenant);
  }

  private OpenThread usual() {
    boolean room = open.size() < MOST_OPEN_PER_TENANT * settings.tenants().size();
    return open.isEmpty() || room && slotDraws.chance(BEGIN)
        ? begin(slotDraws.oneOf(tenantDeck))
        : slotDraws.oneOf(open);
  }

  private OpenThread begin(String tenant) {
    Plot plot = isSour(tenant) ? Plot.sour(slotDraws) : Plot.usual(slotDraws);
    Language language = Language.of(slotDraws.oneOf(settings.languages()));
    long number = ++threads;
    var thread =
        new OpenThread(
            new MailThread(
                number, tenant, language, plot, settings.writing(), threadDraws.branch(number)));
    open.add(thread);
    return thread;
  }

  private boolean isSour(String tenant) {
    return settings.sourTenant().filter(tenant::equals).isPresent()
        && slot >= settings.mails() * settings.sourFrom();
  }

  /** Decides when a mail arrives, and whether it does twice. */
  private void send(OpenThread thread, Draft draft) {
    Draws draws = order.branch(slot);
    boolean late = draws.chance(settings.disorder());
    long at = late ? slot + draws.between(2, LONGEST_DELAY) : slot;
    boolean hold = draws.chance(settings.lateParents()) && !late;
    boolean again = draws.chance(settings.duplicates());
    Arrivals.Context context =
        new Arrivals.Context(
            thread.thread().tenantId(),
            thread.thread().key(),
            burstLeft > 0 ? burst : null,
            late ? "disorder" : null,
            Arrivals.Copy.FIRST);
    thread.release().ifPresent(held -> arrivals.add(at + 1, held.draft(), held.context()));
    if (hold && !thread.thread().isOver() && slot + 1 < settings.mails()) {
      thread.hold(new OpenThread.Held(draft, held(context, "late_parent")));
    } else {
      arrivals.add(at, draft, context);
      if (again) {
        Arrivals.Copy copy = draws.chance(0.5) ? Arrivals.Copy.SAME_BYTES : Arrivals.Copy.FORWARDED;
        arrivals.add(
            at + draws.between(1, LONGEST_WAY_ROUND),
            draft,
            new Arrivals.Context(
                context.tenantId(), context.thread(), context.burst(), context.held(), copy));
      }
    }
  }

  private static Arrivals.Context held(Arrivals.Context context, String why) {
    return new Arrivals.Context(
        context.tenantId(), context.thread(), context.burst(), why, context.copy());
  }

  private void end() {
    for (OpenThread thread : open) {
      thread.release().ifPresent(held -> arrivals.add(slot, held.draft(), held.context()));
      finished.add(thread.truth());
    }
    open.clear();
  }

  private GeneratedMail arrive(Arrivals.Waiting waiting) {
    Draft draft = waiting.draft();
    Arrivals.Context context = waiting.context();
    byte[] bytes =
        context.copy() == Arrivals.Copy.FORWARDED
            ? forwarded(draft.bytes(), context.tenantId())
            : draft.bytes();
    List<MailTruth> truths = new ArrayList<>(2);
    truths.add(truth(draft, context, context.thread(), null, bytes));
    draft
        .attached()
        .ifPresent(
            attached ->
                truths.add(
                    truth(
                        attached,
                        context,
                        OpenThread.attachedThread(context.thread()),
                        draft.messageId(),
                        new byte[0])));
    arrival++;
    return new GeneratedMail(bytes, List.copyOf(truths), Duration.ofNanos(nanos));
  }

  private static byte[] forwarded(byte[] bytes, String tenantId) {
    var out = new ByteArrayOutputStream(bytes.length + 64);
    out.writeBytes(
        ("Delivered-To: archive@" + tenantId + ".example\r\n").getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(bytes);
    return out.toByteArray();
  }

  private MailTruth truth(
      Draft draft, Arrivals.Context context, String thread, String attachedTo, byte[] bytes) {
    return new MailTruth(
        arrival,
        "generate/" + settings.seed() + '/' + arrival + ".eml",
        context.tenantId(),
        draft.messageId(),
        Ids.email(
            context.tenantId(), "mid:" + draft.messageId() + '|' + draft.sentAt().getEpochSecond()),
        attachedTo == null ? Ids.sha256(bytes) : "",
        bytes.length,
        draft.outcome(),
        draft.label(),
        draft.certain(),
        draft.kind(),
        draft.language(),
        thread,
        draft.parent(),
        attachedTo,
        context.copy() != Arrivals.Copy.FIRST,
        context.held(),
        context.burst(),
        draft.sentAt(),
        draft.receivedAt(),
        draft.planted());
  }
}
