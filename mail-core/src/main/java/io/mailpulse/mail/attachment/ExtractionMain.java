package io.mailpulse.mail.attachment;

import io.mailpulse.schema.AttachmentOutcome;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.exception.WriteLimitReachedException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.HttpHeaders;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.sax.BodyContentHandler;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/**
 * The process that opens files: reads name, type and bytes from standard input, writes outcome and
 * text to standard output, and ends with its parent.
 */
final class ExtractionMain {

  /** What the process says first: whether it can read what most files are. */
  static final int HAS_PARSERS = 1;

  static final int LACKS_PARSERS = 2;

  private static final List<MediaType> EXPECTED =
      List.of(
          MediaType.application("pdf"),
          MediaType.application("msword"),
          MediaType.application("vnd.openxmlformats-officedocument.wordprocessingml.document"),
          MediaType.application("vnd.ms-outlook"));

  private final AutoDetectParser parser = new AutoDetectParser();
  private final long haltMillis;

  private ExtractionMain(long haltMillis) {
    this.haltMillis = haltMillis;
  }

  /**
   * Runs until standard input ends.
   *
   * @param args milliseconds that a file may take before the process halts by itself, should nobody
   *     be left to kill it
   */
  public static void main(String[] args) throws IOException {
    var in = new DataInputStream(new BufferedInputStream(System.in));
    var out = new DataOutputStream(new BufferedOutputStream(System.out));
    // A parser that prints must not break into the replies.
    System.setOut(System.err);
    var extraction = new ExtractionMain(Long.parseLong(args[0]));
    out.writeByte(extraction.hasParsers() ? HAS_PARSERS : LACKS_PARSERS);
    out.flush();
    extraction.serve(in, out);
  }

  private boolean hasParsers() {
    return parser.getSupportedTypes(new ParseContext()).containsAll(EXPECTED);
  }

  private void serve(DataInputStream in, DataOutputStream out) throws IOException {
    while (true) {
      String filename;
      try {
        filename = in.readUTF();
      } catch (EOFException e) {
        return;
      }
      String contentType = in.readUTF();
      int mostChars = in.readInt();
      byte[] content = new byte[in.readInt()];
      in.readFully(content);
      var timer = new Timer("halt", true);
      timer.schedule(
          new TimerTask() {
            @Override
            public void run() {
              Runtime.getRuntime().halt(1);
            }
          },
          haltMillis);
      AttachmentText read = extract(filename, contentType, mostChars, content);
      timer.cancel();
      byte[] text = read.text().getBytes(StandardCharsets.UTF_8);
      out.writeByte(read.outcome().ordinal());
      out.writeInt(text.length);
      out.write(text);
      out.flush();
    }
  }

  private AttachmentText extract(
      String filename, String contentType, int mostChars, byte[] content) {
    var metadata = new Metadata();
    if (!filename.isEmpty()) {
      metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, filename);
    }
    metadata.set(HttpHeaders.CONTENT_TYPE, contentType);
    var context = new ParseContext();
    context.set(EmbeddedDocumentExtractor.class, new NothingEmbedded());
    var handler = new BodyContentHandler(mostChars);
    AttachmentOutcome outcome = AttachmentOutcome.READ;
    try (TikaInputStream stream = TikaInputStream.get(new ByteArrayInputStream(content))) {
      parser.parse(stream, handler, metadata, context);
    } catch (EncryptedDocumentException e) {
      outcome = AttachmentOutcome.ENCRYPTED;
    } catch (IOException | SAXException | TikaException | RuntimeException e) {
      // Any failure of a parser is a failure of the file; a full buffer is none at all.
      outcome =
          WriteLimitReachedException.isWriteLimitReached(e)
              ? AttachmentOutcome.CUT
              : AttachmentOutcome.UNREADABLE;
    }
    String text = handler.toString().strip();
    if (outcome == AttachmentOutcome.READ && text.isEmpty()) {
      outcome = AttachmentOutcome.EMPTY;
    }
    boolean told = outcome == AttachmentOutcome.READ || outcome == AttachmentOutcome.CUT;
    // What a parser wrote before it failed may be anything.
    return new AttachmentText(outcome, told ? cut(text, mostChars) : "");
  }

  /** Never between the two halves of a character. */
  private static String cut(String text, int mostChars) {
    if (text.length() <= mostChars) {
      return text;
    }
    boolean splits = Character.isHighSurrogate(text.charAt(mostChars - 1));
    return text.substring(0, splits ? mostChars - 1 : mostChars);
  }

  /** Files inside files stay closed: no archive can make one file into many. */
  private static final class NothingEmbedded implements EmbeddedDocumentExtractor {

    @Override
    public boolean shouldParseEmbedded(Metadata metadata) {
      return false;
    }

    @Override
    public void parseEmbedded(
        InputStream stream, ContentHandler handler, Metadata metadata, boolean outputHtml) {
      // Never asked for.
    }
  }
}
