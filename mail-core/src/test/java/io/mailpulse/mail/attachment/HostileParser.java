package io.mailpulse.mail.attachment;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.xml.sax.ContentHandler;

/** Does to its process what a hostile file does to a real parser. */
public final class HostileParser implements Parser {

  private static final long serialVersionUID = 1L;

  static final String HANGS = "application/x-test-hangs";
  static final String EATS_MEMORY = "application/x-test-eats-memory";
  static final String ENDS_THE_PROCESS = "application/x-test-ends-the-process";
  static final String PRINTS = "application/x-test-prints";

  @Override
  public Set<MediaType> getSupportedTypes(ParseContext context) {
    return Set.of(
        MediaType.parse(HANGS),
        MediaType.parse(EATS_MEMORY),
        MediaType.parse(ENDS_THE_PROCESS),
        MediaType.parse(PRINTS));
  }

  @Override
  public void parse(
      InputStream stream, ContentHandler handler, Metadata metadata, ParseContext context) {
    switch (metadata.get(Metadata.CONTENT_TYPE)) {
      case HANGS -> {
        while (true) {
          LockSupport.park();
        }
      }
      case EATS_MEMORY -> {
        var eaten = new ArrayList<byte[]>();
        while (true) {
          eaten.add(new byte[1 << 20]);
        }
      }
      case ENDS_THE_PROCESS -> Runtime.getRuntime().halt(3);
      default -> System.out.println("noise that is no reply");
    }
  }
}
