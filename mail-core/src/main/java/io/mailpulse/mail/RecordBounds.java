package io.mailpulse.mail;

import static io.mailpulse.schema.codec.UnicodeText.cut;
import static io.mailpulse.schema.codec.UnicodeText.wellFormed;

import io.mailpulse.mail.fault.Defect;
import io.mailpulse.schema.Attachment;
import io.mailpulse.schema.AttachmentOutcome;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.Segment;
import io.mailpulse.schema.codec.UnicodeText;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Cuts the record of a mail to what every topic and store takes: {@link #MAX_BYTES} in JSON, which
 * is its longest form, and so below the megabyte that a broker takes unless told otherwise. Every
 * cut is a {@link Defect} of the record; the raw landing keeps the mail whole. A record that fits
 * is left as it is.
 *
 * <pre>
 * field                      bound
 * ids, from, names of files  998, 1,000, 255 UTF-16 units
 * subject, source            4,000, 2,000 UTF-16 units
 * to and cc                  100,000 bytes together, the first ones
 * references                 50,000 bytes, the first and the last ones
 * attachments                100,000 bytes; the text of files is cut with the body
 * segments                   2,000; the body ends with them
 * body_text                  what is left: at least 250,000 bytes
 * </pre>
 *
 * <p>Halves of characters become U+FFFD: no encoder of a store takes one. {@code hash} stays that
 * of the whole body, so that mails that differ behind the cut are two.
 */
public final class RecordBounds {

  /** JSON bytes of a record. */
  public static final int MAX_BYTES = 900_000;

  static final int MAX_SEGMENTS = 2_000;

  private static final int ID = 998;
  private static final int ADDRESS = 1_000;
  private static final int SUBJECT = 4_000;
  private static final int SOURCE = 2_000;
  private static final int FILE_NAME = 255;
  private static final int OUTCOME = 20;
  private static final int RECIPIENTS_BYTES = 100_000;
  private static final int REFERENCES_BYTES = 50_000;
  private static final int ATTACHMENTS_BYTES = 100_000;
  private static final int ATTACHED_TEXT_BYTES = 100_000;

  /** Field names, numbers, times, counts of redactions, defects, and merges that come later. */
  private static final int OVERHEAD = 40_000;

  private static final int ITEM_OVERHEAD = 100;
  private static final int FILE_OVERHEAD = 200;

  private final EmailRaw mail;
  private final Set<Defect> cuts = EnumSet.noneOf(Defect.class);

  private RecordBounds(EmailRaw mail) {
    this.mail = mail;
  }

  /** Cuts what is too long, in the record itself. */
  public static EmailRaw fit(EmailRaw mail) {
    var bounds = new RecordBounds(mail);
    bounds.fields();
    bounds.lists();
    bounds.body();
    if (!bounds.cuts.isEmpty()) {
      mail.setDefects(
          Stream.concat(mail.getDefects().stream(), bounds.cuts.stream().map(Defect::code))
              .distinct()
              .toList());
    }
    return mail;
  }

  private void fields() {
    mail.setMessageId(field(mail.getMessageId(), ID));
    mail.getHeaders().setInReplyTo(field(mail.getHeaders().getInReplyTo(), ID));
    mail.setDedupeKey(field(mail.getDedupeKey(), ADDRESS));
    mail.setFrom(field(mail.getFrom(), ADDRESS));
    mail.setFromDomain(field(mail.getFromDomain(), FILE_NAME));
    mail.setSubject(field(mail.getSubject(), SUBJECT));
    mail.setSource(field(mail.getSource(), SOURCE));
    mail.setRawRef(field(mail.getRawRef(), ADDRESS));
  }

  private String field(String text, int units) {
    if (text == null || text.length() <= units) {
      return text == null ? null : wellFormed(text);
    }
    cuts.add(Defect.FIELD_CUT);
    return wellFormed(cut(text, units));
  }

  private void lists() {
    List<String> to = first(mail.getTo(), RECIPIENTS_BYTES);
    mail.setTo(to);
    mail.setCc(first(mail.getCc(), RECIPIENTS_BYTES - bytesOf(to)));
    mail.getHeaders().setReferences(ends(mail.getHeaders().getReferences()));
    mail.setAttachments(attachments());
  }

  private List<String> first(List<String> addresses, int room) {
    var kept = new ArrayList<String>();
    int left = room;
    for (String whole : addresses) {
      String address = field(whole, ADDRESS);
      left -= bytesOf(address) + 1;
      if (left < 0) {
        cuts.add(Defect.RECIPIENTS_CUT);
        break;
      }
      kept.add(address);
    }
    return kept;
  }

  /** A thread is known by its root, the first, and by the mail answered, the last. */
  private List<String> ends(List<String> references) {
    if (bytesOf(references) <= REFERENCES_BYTES) {
      return references.stream().map(UnicodeText::wellFormed).toList();
    }
    cuts.add(Defect.REFERENCES_CUT);
    String root = field(references.get(0), ID);
    int left = REFERENCES_BYTES - bytesOf(root);
    var kept = new ArrayList<String>();
    for (int i = references.size() - 1; i > 0; i--) {
      String id = field(references.get(i), ID);
      left -= bytesOf(id) + 1;
      if (left < 0) {
        break;
      }
      kept.add(0, id);
    }
    kept.add(0, root);
    return kept;
  }

  private List<Attachment> attachments() {
    var kept = new ArrayList<Attachment>();
    int room = ATTACHMENTS_BYTES;
    int textRoom = ATTACHED_TEXT_BYTES;
    for (Attachment whole : mail.getAttachments()) {
      String name = field(whole.getFilename(), FILE_NAME);
      String type = field(whole.getContentType(), FILE_NAME);
      room -= bytesOf(name) + bytesOf(type) + FILE_OVERHEAD;
      if (room < 0) {
        cuts.add(Defect.ATTACHMENTS_CUT);
        break;
      }
      String text = within(whole.getText(), textRoom, Defect.ATTACHMENTS_CUT);
      text = text == null ? null : wellFormed(text);
      textRoom -= bytesOf(text);
      kept.add(
          new Attachment(
              name,
              type,
              whole.getSize(),
              text,
              field(whole.getOutcome(), OUTCOME),
              whole.getSegment()));
    }
    return kept;
  }

  private void body() {
    List<Segment> segments = mail.getSegments();
    String body = mail.getBodyText();
    if (segments.size() > MAX_SEGMENTS) {
      cuts.add(Defect.BODY_CUT);
      segments = segments.subList(0, MAX_SEGMENTS);
      body = cut(body, segments.get(MAX_SEGMENTS - 1).getEnd());
    }
    body = within(body, MAX_BYTES - bytesBesideBody(segments.size()), Defect.BODY_CUT);
    if (body.length() < mail.getBodyText().length()) {
      cutFiles(mail.getSegments(), body.length());
      mail.setSegments(upTo(body.length(), segments));
    }
    mail.setBodyText(wellFormed(body));
  }

  /** A file whose text the body does not hold, or not whole, says so. */
  private void cutFiles(List<Segment> segments, int end) {
    for (Attachment file : mail.getAttachments()) {
      Integer at = file.getSegment();
      Segment text = at == null || at < 0 || at >= segments.size() ? null : segments.get(at);
      if (text != null && text.getEnd() > end) {
        file.setOutcome(AttachmentOutcome.CUT.wireName());
        file.setSegment(text.getStart() < end ? at : null);
      }
    }
  }

  private static List<Segment> upTo(int end, List<Segment> segments) {
    return segments.stream()
        .filter(segment -> segment.getStart() < end)
        .map(
            segment ->
                new Segment(
                    segment.getKind(),
                    segment.getStart(),
                    Math.min(segment.getEnd(), end),
                    segment.getLanguage()))
        .toList();
  }

  private int bytesBesideBody(int segments) {
    int bytes = OVERHEAD + segments * ITEM_OVERHEAD;
    for (String field :
        new String[] {
          mail.getMessageId(),
          mail.getHeaders().getInReplyTo(),
          mail.getDedupeKey(),
          mail.getFrom(),
          mail.getFromDomain(),
          mail.getSubject(),
          mail.getSource()
        }) {
      bytes += bytesOf(field);
    }
    bytes += bytesOf(mail.getTo()) + bytesOf(mail.getCc());
    bytes += bytesOf(mail.getHeaders().getReferences());
    for (Attachment attachment : mail.getAttachments()) {
      bytes +=
          FILE_OVERHEAD
              + bytesOf(attachment.getFilename())
              + bytesOf(attachment.getContentType())
              + bytesOf(attachment.getText());
    }
    return bytes;
  }

  private String within(String text, int room, Defect flag) {
    // No unit takes more than six bytes: most texts need not be counted.
    if (text == null || text.length() <= room / 6) {
      return text;
    }
    int left = room;
    for (int at = 0; at < text.length(); at++) {
      left -= bytesOf(text.charAt(at));
      if (left < 0) {
        cuts.add(flag);
        return cut(text, at);
      }
    }
    return text;
  }

  private static int bytesOf(List<String> texts) {
    int bytes = 0;
    for (String text : texts) {
      bytes += bytesOf(text) + 1;
    }
    return bytes;
  }

  private static int bytesOf(String text) {
    if (text == null) {
      return 0;
    }
    int bytes = 2;
    for (int at = 0; at < text.length(); at++) {
      bytes += bytesOf(text.charAt(at));
    }
    return bytes;
  }

  /** Bytes of one UTF-16 unit in JSON, where controls and halves of pairs are escaped. */
  private static int bytesOf(char c) {
    if (c < ' ' || Character.isSurrogate(c)) {
      return 6;
    }
    if (c < 0x80) {
      return c == '"' || c == '\\' ? 2 : 1;
    }
    return c < 0x800 ? 2 : 3;
  }
}
