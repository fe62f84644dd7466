package io.mailpulse.flink.read;

import io.mailpulse.mail.thread.ThreadRank.Anchor;
import io.mailpulse.schema.Attachment;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.MergedThread;
import io.mailpulse.schema.Segment;
import io.mailpulse.schema.failure.FailureKind;
import io.mailpulse.schema.id.Ids;
import io.mailpulse.schema.id.TenantId;
import io.mailpulse.schema.landing.LandingReference;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * May a record of {@code emails.raw.v1} go on? Every stage behind relies on what the ingest stage
 * writes: redacted text, segments within the body, ids that are ids, times that stores hold. A
 * record that some other program put there is believed nothing of that.
 */
final class Admission {

  private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
  private static final Set<String> ANCHORS =
      Arrays.stream(Anchor.values()).map(Anchor::wireName).collect(Collectors.toUnmodifiableSet());
  private static final int MAX_CODE = 64;
  private static final int MAX_ITEMS = 1_000;

  private final URI landing;

  Admission(URI landing) {
    this.landing = landing;
  }

  /**
   * Why a record is turned away.
   *
   * @param kind what is wrong
   * @param message problem and remedy, without values of the record
   */
  record Refusal(FailureKind kind, String message) {}

  /** Why a record may not go on; empty if it may. */
  Optional<Refusal> refuse(EmailRaw mail) {
    try {
      if (UnreadableRaw.isStandIn(mail)) {
        return refusal(FailureKind.NOT_A_RECORD, "the bytes are no record of the topic");
      }
      if (!mail.getPiiRedacted()) {
        return refusal(FailureKind.NOT_REDACTED, "the record says that redaction has not run");
      }
      return problem(mail)
          .flatMap(field -> refusal(FailureKind.BAD_RECORD, field + " is out of its range"));
    } catch (RuntimeException e) {
      return refusal(FailureKind.BAD_RECORD, e.getClass().getName() + " while checking the record");
    }
  }

  /**
   * The reference that a letter about a record may carry: what a replay would open, or the place on
   * its topic of what is no record, where its bytes are as long as the topic keeps them.
   */
  String payloadRef(EmailRaw mail) {
    if (UnreadableRaw.isStandIn(mail)) {
      return mail.getSource();
    }
    return isOwn(mail.getTenantId(), mail.getRawRef()) ? mail.getRawRef() : null;
  }

  private static Optional<Refusal> refusal(FailureKind kind, String problem) {
    return Optional.of(
        new Refusal(
            kind, problem + "; only an ingest job writes emails.raw.v1: find who else does"));
  }

  private Optional<String> problem(EmailRaw mail) {
    if (!isTenant(mail.getTenantId())) {
      return Optional.of("tenant_id");
    }
    if (!Ids.isId(mail.getEmailId())
        || !Ids.isId(mail.getThreadId())
        || mail.getParentEmailId() != null && !Ids.isId(mail.getParentEmailId())) {
      return Optional.of("an id");
    }
    if (mail.getReplayOf() != null && !Ids.isId(mail.getReplayOf())) {
      return Optional.of("replay_of");
    }
    if (!isTime(mail.getTimestamp()) || mail.getSentAt() != null && !isTime(mail.getSentAt())) {
      return Optional.of("a time");
    }
    if (!isOwn(mail.getTenantId(), mail.getRawRef())) {
      return Optional.of("raw_ref");
    }
    if (!coversInOrder(mail.getSegments(), mail.getBodyText().length())) {
      return Optional.of("a segment");
    }
    if (!isFraction(mail.getLanguageConfidence()) || !isFraction(mail.getThreadConfidence())) {
      return Optional.of("a confidence");
    }
    if (mail.getThreadMerges().size() > MAX_ITEMS
        || !mail.getThreadMerges().stream().allMatch(Admission::isMerge)) {
      return Optional.of("thread_merges");
    }
    return areCodes(codes(mail))
            && areCodes(mail.getDefects())
            && areCodes(mail.getRedactions().keySet())
            && areCodes(outcomes(mail))
        ? Optional.empty()
        : Optional.of("a code");
  }

  private static List<String> codes(EmailRaw mail) {
    return List.of(
        mail.getLanguage(),
        mail.getLanguageReason() == null ? "" : mail.getLanguageReason(),
        mail.getMailKind(),
        mail.getThreadEvidence(),
        mail.getParserVersion(),
        mail.getHash(),
        mail.getRawSha256());
  }

  private static Set<String> outcomes(EmailRaw mail) {
    return mail.getAttachments().stream()
        .map(Attachment::getOutcome)
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  private static boolean areCodes(Collection<String> texts) {
    return texts.size() <= MAX_ITEMS
        && texts.stream()
            .allMatch(
                text ->
                    text.length() <= MAX_CODE && text.chars().allMatch(c -> c > ' ' && c < 0x7f));
  }

  private static boolean isTenant(String tenantId) {
    try {
      TenantId.require(tenantId);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private boolean isOwn(String tenantId, String rawRef) {
    return rawRef == null || LandingReference.of(landing, tenantId, rawRef).isPresent();
  }

  private static boolean isMerge(MergedThread merge) {
    return Ids.isId(merge.getThreadId())
        && isFraction(merge.getConfidence())
        && ANCHORS.contains(merge.getAnchor())
        && isTime(merge.getSince());
  }

  private static boolean coversInOrder(List<Segment> segments, int length) {
    int at = 0;
    for (Segment segment : segments) {
      boolean fits =
          segment.getStart() >= at
              && segment.getEnd() >= segment.getStart()
              && segment.getEnd() <= length
              && segment.getKind().length() <= MAX_CODE
              && (segment.getLanguage() == null || segment.getLanguage().length() <= MAX_CODE);
      if (!fits) {
        return false;
      }
      at = segment.getEnd();
    }
    return true;
  }

  private static boolean isFraction(double value) {
    return value >= 0 && value <= 1;
  }

  private static boolean isTime(Instant time) {
    return !time.isBefore(EARLIEST) && time.isBefore(LATEST);
  }
}
