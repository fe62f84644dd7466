package io.mailpulse.mail.mime;

import io.mailpulse.mail.attachment.AttachmentContent;
import io.mailpulse.mail.fault.Defect;
import io.mailpulse.mail.fault.MailParseException;
import io.mailpulse.mail.header.HeaderField;
import io.mailpulse.mail.header.HeaderStart;
import io.mailpulse.schema.failure.FailureKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;

/**
 * Reads one mail from its bytes on mime4j's pull parser, under {@link ParseLimits}. What is
 * malformed is recovered as far as it goes and named as a {@link Defect}. Reuses its buffers: one
 * per thread.
 */
public final class MimeParser {

  /** Limits are ours, so that each breach is typed; mime4j's own are off. */
  private static final MimeConfig CONFIG =
      MimeConfig.custom()
          .setStrictParsing(false)
          .setMaxLineLen(-1)
          .setMaxHeaderCount(-1)
          .setMaxHeaderLen(-1)
          .setMaxContentLen(-1)
          .build();

  private final ParseLimits limits;
  private final PartReader partReader;
  private final HeaderField field = new HeaderField();
  private final MimeTokenStream tokens =
      new MimeTokenStream(CONFIG, DecodeMonitor.SILENT, field, new PartDescriptors(field));

  /**
   * Makes a parser.
   *
   * @param content whether the bytes of attachments are kept
   */
  public MimeParser(ParseLimits limits, AttachmentContent content) {
    this.limits = limits;
    this.partReader = new PartReader(limits, content);
  }

  /** Makes a parser that keeps sizes of attachments, not their bytes. */
  public MimeParser(ParseLimits limits) {
    this(limits, AttachmentContent.SIZE_ONLY);
  }

  /**
   * Parses a mail.
   *
   * @param mime raw bytes; a leading mbox separator line is skipped
   * @throws MailParseException if a limit is broken or the bytes are no mail
   */
  public ParsedMail parse(byte[] mime) throws MailParseException {
    if (mime.length > limits.maxMessageBytes()) {
      throw MailParseException.breach(
          FailureKind.TOO_LARGE, "maxMessageBytes", limits.maxMessageBytes(), mime.length);
    }
    byte[] bytes = LineEnds.mend(mime, HeaderStart.find(mime));
    int start = HeaderStart.find(bytes);
    if (start == bytes.length) {
      throw MailParseException.unreadable(
          FailureKind.EMPTY, "mail has no bytes but white space; check the adapter that read it");
    }
    var run = new Run(start > 0);
    run.read(bytes, start);
    return run.result(bytes, mime.length);
  }

  /** The parse of one mail. */
  private final class Run {

    private final Deque<MailAssembly> open = new ArrayDeque<>();
    private final boolean junkBefore;
    private MailAssembly top;
    private int partCount;
    private int depth;

    Run(boolean junkBefore) {
      this.junkBefore = junkBefore;
    }

    void read(byte[] mime, int start) throws MailParseException {
      tokens.parse(new ByteArrayInputStream(mime, start, mime.length - start));
      try {
        EntityState state = tokens.getState();
        while (state != EntityState.T_END_OF_STREAM) {
          handle(state);
          state = tokens.next();
        }
      } catch (IOException | MimeException e) {
        // The bytes are in memory: only their structure can fail. What was read stands.
        if (top != null) {
          top.defects.add(Defect.TRUNCATED);
        }
      }
    }

    private void handle(EntityState state) throws MailParseException, IOException {
      switch (state) {
        case T_START_MESSAGE -> startMail();
        case T_END_MESSAGE -> endMail();
        case T_START_HEADER -> open.element().startHeader();
        case T_FIELD -> open.element().field(field, limits);
        case T_START_MULTIPART -> {
          open.element().startMultipart(tokens.getBodyDescriptor().getMimeType());
          deeper();
        }
        case T_END_MULTIPART -> {
          open.element().endMultipart(partReader);
          depth--;
        }
        case T_START_BODYPART -> {
          if (++partCount > limits.maxParts()) {
            throw MailParseException.breach(
                FailureKind.TOO_MANY_PARTS, "maxParts", limits.maxParts(), partCount);
          }
          open.element().startPart();
        }
        case T_END_BODYPART -> open.element().endPart();
        case T_PREAMBLE -> open.element().preamble(partReader.raw(tokens.getInputStream()));
        case T_BODY ->
            open.element()
                .body(
                    partReader, tokens.getInputStream(), tokens.getBodyDescriptor().getMimeType());
        default -> {
          // The end of a header and an epilogue say nothing of the mail.
        }
      }
    }

    private void startMail() throws MailParseException {
      var mail = new MailAssembly();
      if (top == null) {
        top = mail;
        if (junkBefore) {
          mail.defects.add(Defect.JUNK_BEFORE_HEADER);
        }
      } else {
        deeper();
      }
      open.push(mail);
    }

    private void endMail() {
      MailAssembly ended = open.pop();
      if (!open.isEmpty()) {
        open.element().nested(ended);
        depth--;
      }
    }

    private void deeper() throws MailParseException {
      if (++depth > limits.maxDepth()) {
        throw MailParseException.breach(FailureKind.TOO_DEEP, "maxDepth", limits.maxDepth(), depth);
      }
    }

    ParsedMail result(byte[] mime, int size) throws MailParseException {
      while (open.size() > 1) {
        endMail();
      }
      if (top == null || !top.hasFields()) {
        throw MailParseException.unreadable(
            FailureKind.NOT_MAIL,
            "bytes hold no header field, so they are no mail; check the adapter that read them");
      }
      top.markCutOff(mime);
      return top.finish(size);
    }
  }
}
