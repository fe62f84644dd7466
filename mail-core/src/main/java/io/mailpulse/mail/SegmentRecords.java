package io.mailpulse.mail;

import io.mailpulse.mail.MailTexts.RecordText;
import io.mailpulse.mail.language.DetectedLanguage;
import io.mailpulse.mail.language.LanguageIdentifier;
import io.mailpulse.mail.segment.Segmentation;
import io.mailpulse.mail.segment.TextSegment;
import io.mailpulse.schema.Segment;
import io.mailpulse.schema.SegmentKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Segments as records over the redacted body, each with its language where that is another than the
 * mail's: an agent answers in English below a customer's Turkish.
 */
final class SegmentRecords {

  /** What people wrote; programs and signatures write every language, or none. */
  private static final Set<SegmentKind> SPOKEN =
      EnumSet.of(
          SegmentKind.AUTHORED, SegmentKind.QUOTED, SegmentKind.FORWARDED, SegmentKind.ATTACHMENT);

  /** Characters below which another language is more often a slip than a fact. */
  private static final int FEWEST_CHARACTERS = 40;

  private SegmentRecords() {}

  /** One record per segment; a segment that redaction left nothing of is dropped. */
  static List<Segment> of(
      Segmentation body, RecordText written, DetectedLanguage mail, LanguageIdentifier languages) {
    var records = new ArrayList<Segment>(body.segments().size());
    for (TextSegment segment : body.segments()) {
      int start = written.toOutput().applyAsInt(segment.start());
      int end = written.toOutput().applyAsInt(segment.end());
      if (end > start) {
        String text = body.text().substring(segment.start(), segment.end());
        // The words of a mail that its sender alone wrote are what its language was told from.
        boolean told = segment.kind() == SegmentKind.AUTHORED && text.strip().equals(body.reply());
        String language = told ? null : languageOf(segment.kind(), text, mail, languages);
        records.add(new Segment(segment.kind().wireName(), start, end, language));
      }
    }
    return records;
  }

  /** The language that a text is surely written in, if it is another than the mail's; else null. */
  static String languageOf(
      SegmentKind kind, String text, DetectedLanguage mail, LanguageIdentifier languages) {
    if (!SPOKEN.contains(kind) || text.strip().length() < FEWEST_CHARACTERS) {
      return null;
    }
    DetectedLanguage found = languages.identify(text);
    return found.reason().isEmpty() && !found.code().equals(mail.code()) ? found.code() : null;
  }
}
