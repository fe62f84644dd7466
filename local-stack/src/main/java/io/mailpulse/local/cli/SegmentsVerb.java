package io.mailpulse.local.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailpulse.local.lines.InvalidLineException;
import io.mailpulse.local.lines.Json;
import io.mailpulse.local.lines.JsonLines;
import io.mailpulse.local.lines.LineFields;
import io.mailpulse.local.lines.LineVerb;
import io.mailpulse.mail.segment.ForwardedMail;
import io.mailpulse.mail.segment.Segmentation;
import io.mailpulse.mail.segment.Segmenter;
import io.mailpulse.mail.segment.TextSegment;
import io.mailpulse.mail.segment.quote.Mailbox;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
    name = "segments",
    description = {
      "Tell whose words a body is made of.",
      "In:  {\"id\", \"text\", \"subject\"?} or {\"id\", \"html\", \"subject\"?}",
      "Out: {\"id\", \"reply\", \"segments\": [{\"kind\", \"start\", \"end\", \"text\"}],"
          + " \"forwarded\": [{\"from\", \"to\", \"cc\", \"subject\", \"date\", \"body\"}]};"
          + " kinds: authored, quoted, signature, disclaimer, forwarded; offsets in UTF-16 units"
          + " of the text, for html of its text form."
    },
    mixinStandardHelpOptions = true)
final class SegmentsVerb implements Callable<Integer>, LineVerb<SegmentsVerb.Body> {

  /** A body, as text or as HTML: one of the two is null. */
  record Body(String text, String html, String subject) {}

  private final Console console;
  private final Segmenter segmenter = new Segmenter();

  SegmentsVerb(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    new JsonLines(console.in(), console.out()).run(this);
    return 0;
  }

  @Override
  public Body read(LineFields fields) throws InvalidLineException {
    String subject = fields.optionalText("subject").orElse("");
    Optional<String> html = fields.optionalText("html");
    if (html.isEmpty()) {
      return new Body(fields.text("text"), null, subject);
    }
    if (fields.optionalText("text").isPresent()) {
      throw new InvalidLineException(
          "wrong-type", "the line has both \"text\" and \"html\": give one of them");
    }
    return new Body(null, html.get(), subject);
  }

  @Override
  public List<ObjectNode> answer(List<Body> bodies) {
    return bodies.stream().map(body -> describe(segment(body))).toList();
  }

  private Segmentation segment(Body body) {
    return body.html == null
        ? segmenter.segment(body.text, body.subject)
        : segmenter.segmentHtml(body.html, body.subject);
  }

  private static ObjectNode describe(Segmentation segmentation) {
    ObjectNode answer = Json.object().put("reply", segmentation.reply());
    ArrayNode segments = answer.putArray("segments");
    for (TextSegment segment : segmentation.segments()) {
      segments
          .addObject()
          .put("kind", segment.kind().wireName())
          .put("start", segment.start())
          .put("end", segment.end())
          .put("text", segmentation.text().substring(segment.start(), segment.end()));
    }
    ArrayNode forwarded = answer.putArray("forwarded");
    segmentation.forwarded().forEach(mail -> forwarded.add(describe(mail)));
    return answer;
  }

  private static ObjectNode describe(ForwardedMail mail) {
    ObjectNode answer = Json.object();
    answer.set("from", mail.from() == null ? null : describe(mail.from()));
    ArrayNode to = answer.putArray("to");
    mail.to().forEach(mailbox -> to.add(describe(mailbox)));
    ArrayNode cc = answer.putArray("cc");
    mail.cc().forEach(mailbox -> cc.add(describe(mailbox)));
    return answer.put("subject", mail.subject()).put("date", mail.date()).put("body", mail.body());
  }

  private static ObjectNode describe(Mailbox mailbox) {
    return Json.object().put("name", mailbox.name()).put("address", mailbox.address());
  }
}
