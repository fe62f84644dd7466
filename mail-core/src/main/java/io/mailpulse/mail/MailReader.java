package io.mailpulse.mail;

import io.mailpulse.mail.attachment.AttachmentContent;
import io.mailpulse.mail.fault.Defect;
import io.mailpulse.mail.fault.MailParseException;
import io.mailpulse.mail.header.HeaderTimes;
import io.mailpulse.mail.header.MailHeaders;
import io.mailpulse.mail.identity.DedupeKeys;
import io.mailpulse.mail.kind.WordedKinds;
import io.mailpulse.mail.language.DetectedLanguage;
import io.mailpulse.mail.language.LanguageIdentifier;
import io.mailpulse.mail.mime.MailBody;
import io.mailpulse.mail.mime.MimeParser;
import io.mailpulse.mail.mime.ParsedMail;
import io.mailpulse.mail.segment.Segmentation;
import io.mailpulse.mail.segment.Segmenter;
import io.mailpulse.mail.segment.TextSegment;
import io.mailpulse.mail.thread.HeaderThread;
import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.MailKind;
import io.mailpulse.schema.MimeMail;
import io.mailpulse.schema.SegmentKind;
import io.mailpulse.schema.ThreadHeaders;
import io.mailpulse.schema.failure.Artifact;
import io.mailpulse.schema.failure.DeadLetterBuilder;
import io.mailpulse.schema.failure.FailureKind;
import io.mailpulse.schema.failure.Stage;
import io.mailpulse.schema.id.Ids;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Bytes of a mail to records: parse, segment, tell the language, redact, identify, thread. Redacts
 * always; who must see a mail as it is has {@link InspectionReader}.
 *
 * <p>Deterministic: the same bytes under the same settings give the same record, in any engine;
 * only the text of attachments, off by default, also depends on what could be read in time. Keeps
 * buffers and models: make one per task, and use it from one thread.
 */
public final class MailReader implements AutoCloseable {

  private static final Artifact ARTIFACT = new Artifact("mail-core", ParserVersion.CURRENT);

  /** Kinds that return the mail they are about: no person wrote what is inside them. */
  private static final Set<String> RETURNING =
      Set.of(
          MailKind.DELIVERY_REPORT.wireName(),
          MailKind.FEEDBACK_REPORT.wireName(),
          MailKind.AUTO_REPLY.wireName());

  private static final Set<String> WRITTEN =
      Set.of(MailKind.PERSON.wireName(), MailKind.BULK.wireName());

  private static final Set<SegmentKind> OWN_WORDS =
      Set.of(SegmentKind.AUTHORED, SegmentKind.SIGNATURE, SegmentKind.DISCLAIMER);

  /** Characters of a mail beyond which it is no machine's short notice. */
  private static final int ENOUGH_WORDS = 4000;

  private final MailSettings settings;
  private final MimeParser parser;
  private final MimeParser keepingParser;
  private final MailTexts texts;
  private final OpenedAttachments attachments;
  private final Segmenter segmenter = new Segmenter();
  private final Map<Set<String>, LanguageIdentifier> languages = new HashMap<>();

  private MailReader(MailSettings settings, MailTexts texts) {
    this.settings = settings;
    this.parser = new MimeParser(settings.limits());
    this.keepingParser = new MimeParser(settings.limits(), AttachmentContent.KEEP);
    this.texts = texts;
    this.attachments = new OpenedAttachments(settings);
  }

  /**
   * Makes a reader; the first of a process loads the language models, which takes seconds.
   *
   * @throws IllegalStateException if a tenant wants attachments read and what reads them does not
   *     start
   */
  public static MailReader create(MailSettings settings) {
    return open(settings, new MailRedaction(settings));
  }

  static MailReader open(MailSettings settings, MailTexts texts) {
    var reader = new MailReader(settings, texts);
    reader.languagesOf("");
    reader.attachments.open();
    return reader;
  }

  /**
   * Reads a mail.
   *
   * @param mail the mail with its bytes; one that carries only a reference is rejected
   * @param now when the mail entered the pipeline: its event time if it names none that can be true
   * @return the mail and those inside it within {@link RecordBounds}, or a dead letter
   */
  public ReadResult read(MimeMail mail, Instant now) {
    try {
      return ReadResult.Read.of(records(mail, now).stream().map(RecordBounds::fit).toList());
    } catch (MailParseException e) {
      return new ReadResult.Rejected(letter(mail, e, now));
    }
  }

  /** The records of a mail and of those inside it; their texts as {@link MailTexts} left them. */
  List<EmailRaw> records(MimeMail mail, Instant now) throws MailParseException {
    if (mail.getMime() == null) {
      throw MailParseException.unreadable(
          FailureKind.NO_PAYLOAD,
          "record carries a reference instead of bytes; fetch them before reading");
    }
    boolean opens = attachments.opens(mail.getTenantId());
    byte[] mime = bytes(mail.getMime());
    ParsedMail parsed = (opens ? keepingParser : parser).parse(mime);
    var records = new ArrayList<EmailRaw>(1 + parsed.nested().size());
    Optional<Instant> envelope = Optional.ofNullable(mail.getReceivedAt());
    addRecords(parsed, mail, envelope, now, Optional.empty(), records);
    String sha256 = Ids.sha256(mime);
    records.forEach(record -> record.setRawSha256(sha256));
    return List.copyOf(records);
  }

  static DeadLetter letter(MimeMail mail, MailParseException failure, Instant now) {
    var letter =
        DeadLetterBuilder.of(ARTIFACT, Stage.PARSE, failure.kind(), failure.getMessage())
            .about(mail);
    failure
        .limit()
        .ifPresent(
            limit ->
                letter.limit(limit, failure.allowed().getAsLong(), failure.found().getAsLong()));
    return letter.build(now);
  }

  private void addRecords(
      ParsedMail parsed,
      MimeMail origin,
      Optional<Instant> envelope,
      Instant now,
      Optional<EmailRaw> parent,
      List<EmailRaw> records) {
    EmailRaw email = toRecord(parsed, origin, envelope, now);
    email.setParentEmailId(parent.map(EmailRaw::getEmailId).orElse(null));
    parent
        .map(EmailRaw::getMailKind)
        .filter(kind -> RETURNING.contains(kind) && WRITTEN.contains(email.getMailKind()))
        .ifPresent(email::setMailKind);
    records.add(email);
    for (ParsedMail inner : parsed.nested()) {
      // A mail inside another that names no time happened, as far as anyone knows, with it.
      addRecords(
          inner, origin, Optional.empty(), email.getTimestamp(), Optional.of(email), records);
    }
  }

  private EmailRaw toRecord(
      ParsedMail parsed, MimeMail origin, Optional<Instant> envelope, Instant now) {
    MailHeaders headers = parsed.headers();
    String tenant = origin.getTenantId();
    String dedupeKey = DedupeKeys.of(parsed, settings.identity());
    HeaderThread thread = HeaderThread.of(tenant, headers, dedupeKey);
    Segmentation body = segment(parsed);
    DetectedLanguage language = languagesOf(tenant).identify(body.reply());
    MailTexts.OfMail written = texts.of(tenant, headers, language);

    var email = new EmailRaw();
    email.setEmailId(Ids.email(tenant, dedupeKey));
    email.setTenantId(tenant);
    email.setMessageId(headers.messageId().map(written::messageId).orElse(null));
    email.setThreadId(thread.threadId());
    var times = new HeaderTimes(headers.receivedAt(), headers.sentAt());
    email.setTimestamp(EventTime.of(envelope, times, now));
    email.setSentAt(headers.sentAt().orElse(null));
    email.setFrom(headers.from().isEmpty() ? "" : written.address(headers.from().get(0)));
    email.setTo(written.addresses(headers.to()));
    email.setCc(written.addresses(headers.cc()));
    email.setSubject(written.text(headers.subject()).text());
    MailTexts.RecordText writtenBody = written.text(body.text());
    LanguageIdentifier known = languagesOf(tenant);
    OpenedAttachments.Below whole =
        attachments.below(
            tenant,
            parsed.attachments(),
            writtenBody.text(),
            SegmentRecords.of(body, writtenBody, language, known),
            written,
            language,
            known);
    email.setBodyText(whole.text());
    email.setSegments(whole.segments());
    email.setLanguage(language.code());
    email.setLanguageConfidence(language.confidence());
    email.setLanguageReason(language.reason().map(reason -> reason.wireName()).orElse(null));
    email.setHeaders(
        new ThreadHeaders(
            headers.inReplyTo().map(written::messageId).orElse(null),
            headers.references().stream().map(written::messageId).toList()));
    // Without the files: what could be read of them may differ from one run to the next.
    email.setHash(Ids.sha256(writtenBody.text()));
    email.setPiiRedacted(written.redacted());
    email.setRedactions(written.counts());
    email.setMailKind(kindOf(parsed, body).wireName());
    email.setAttachments(whole.files());
    email.setFromDomain(headers.from().isEmpty() ? "" : headers.from().get(0).domain());
    email.setDedupeKey(DedupeKeys.shown(parsed, settings.identity(), written::messageId));
    email.setThreadEvidence(thread.evidence());
    email.setThreadConfidence(1.0);
    email.setThreadMerges(List.of());
    email.setSource(origin.getSource());
    email.setSizeBytes(parsed.sizeBytes());
    boolean isOfNoLetter = origin.getReplayOf() != null && !Ids.isId(origin.getReplayOf());
    email.setDefects(
        Stream.concat(
                parsed.defects().stream(),
                Stream.of(Defect.REPLAY_OF_NO_LETTER).filter(defect -> isOfNoLetter))
            .map(Defect::code)
            .toList());
    email.setRawRef(origin.getMimeRef());
    email.setHistory(origin.getHistory());
    email.setReplayOf(isOfNoLetter ? null : origin.getReplayOf());
    email.setLetterProcessedAt(isOfNoLetter ? null : origin.getLetterProcessedAt());
    email.setParserVersion(ParserVersion.CURRENT);
    return email;
  }

  /** Headers and structure tell the kind, or else the mail's own words do. */
  private static MailKind kindOf(ParsedMail parsed, Segmentation body) {
    var words = new StringBuilder();
    for (TextSegment segment : body.segments()) {
      if (OWN_WORDS.contains(segment.kind()) && words.length() < ENOUGH_WORDS) {
        words.append(body.text(), segment.start(), segment.end());
      }
    }
    return WordedKinds.of(parsed.kind(), parsed.headers().subject(), words.toString());
  }

  private Segmentation segment(ParsedMail parsed) {
    MailBody body = parsed.body();
    String subject = parsed.headers().subject();
    return body.format() == MailBody.Format.HTML
        ? segmenter.segmentHtml(body.text(), subject)
        : segmenter.segment(body.text(), subject);
  }

  private LanguageIdentifier languagesOf(String tenantId) {
    return languages.computeIfAbsent(settings.languages(tenantId), LanguageIdentifier::load);
  }

  /** Ends the processes that open attachments, if there are any. */
  @Override
  public void close() {
    attachments.close();
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
