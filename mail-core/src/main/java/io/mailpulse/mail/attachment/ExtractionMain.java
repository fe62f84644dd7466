package io.mailpulse.mail.attachment;

import io.mailpulse.mail.attachment.AttachmentText.Outcome;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Timer;
import java.util.TimerTask;
import org.apache.tika.exception.TikaException;
import org.apache.tika.exception.WriteLimitReachedException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.HttpHeaders;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
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

  private final AutoDetectParser parser = new AutoDetectParser();
  private final int maxTextChars;
  private final long haltMillis;

  private ExtractionMain(int maxTextChars, long haltMillis) {
    this.maxTextChars = maxTextChars;
    this.haltMillis = haltMillis;
  }

  /**
   * Runs until standard input ends.
   *
   * @param args characters of text per file; milliseconds after which the process halts by itself,
   *     should nobody be left to kill it
   */
  public static void main(String[] args) throws IOException {
    var in = new DataInputStream(new BufferedInputStream(System.in));
    var out = new DataOutputStream(new BufferedOutputStream(System.out));
    // A parser that prints must not break into the replies.
    System.setOut(System.err);
    var extraction = new ExtractionMain(Integer.parseInt(args[0]), Long.parseLong(args[1]));
    out.writeByte(1);
    out.flush();
    extraction.serve(in, out);
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
      AttachmentText read = extract(filename, contentType, content);
      timer.cancel();
      byte[] text = read.text().getBytes(StandardCharsets.UTF_8);
      out.writeByte(read.outcome().ordinal());
      out.writeInt(text.length);
      out.write(text);
      out.flush();
    }
  }

  private AttachmentText extract(String filename, String contentType, byte[] content) {
    var metadata = new Metadata();
    if (!filename.isEmpty()) {
      metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, filename);
    }
    metadata.set(HttpHeaders.CONTENT_TYPE, contentType);
    var context = new ParseContext();
    context.set(EmbeddedDocumentExtractor.class, new NothingEmbedded());
    var handler = new BodyContentHandler(maxTextChars);
    Outcome outcome = Outcome.READ;
    try (TikaInputStream stream = TikaInputStream.get(new ByteArrayInputStream(content))) {
      parser.parse(stream, handler, metadata, context);
    } catch (IOException | SAXException | TikaException | RuntimeException e) {
      // Any failure of a parser is a failure of the file; a full buffer is none at all.
      outcome =
          WriteLimitReachedException.isWriteLimitReached(e) ? Outcome.CUT : Outcome.UNREADABLE;
    }
    String text = handler.toString().strip();
    if (outcome == Outcome.READ && text.isEmpty()) {
      outcome = Outcome.UNREADABLE;
    }
    return new AttachmentText(outcome, text.substring(0, Math.min(text.length(), maxTextChars)));
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
