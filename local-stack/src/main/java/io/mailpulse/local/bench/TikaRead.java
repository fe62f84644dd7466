package io.mailpulse.local.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.sax.BodyContentHandler;
import org.xml.sax.SAXException;

/** Mail read as a document by one Tika AutoDetectParser that is kept between mails. */
final class TikaRead {

  private static final int NO_LIMIT = -1;

  private final AutoDetectParser parser = new AutoDetectParser();

  /** The text of a mail and of what is in it; empty if Tika gives up on it. */
  String read(byte[] mail) {
    var handler = new BodyContentHandler(NO_LIMIT);
    var context = new ParseContext();
    context.set(Parser.class, parser);
    try (TikaInputStream stream = TikaInputStream.get(new ByteArrayInputStream(mail))) {
      parser.parse(stream, handler, new Metadata(), context);
    } catch (IOException | SAXException | TikaException e) {
      // A mail that Tika does not read costs what it took until then.
      return "";
    }
    return handler.toString();
  }
}
