package io.mailpulse.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailpulse.local.lines.Json;
import io.mailpulse.mail.InspectionReader;
import io.mailpulse.mail.MailReader;
import io.mailpulse.mail.MailSettings;
import io.mailpulse.mail.ReadResult;
import io.mailpulse.mail.fault.MailParseException;
import io.mailpulse.mail.mime.MimeParser;
import io.mailpulse.mail.mime.ParseLimits;
import io.mailpulse.mail.mime.ParsedMail;
import io.mailpulse.schema.AttachmentUse;
import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.MimeMail;
import io.mailpulse.schema.codec.JsonCodec;
import io.mailpulse.schema.codec.RecordCodec;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "parse",
    description = {
      "Read mailboxes, one JSON line per mail.",
      "Out: the fields of emails.raw.v1; source is the path, with #n inside an mbox. A mail that"
          + " cannot be read is a JSON line with source and kind on standard error, and the exit"
          + " status is 1."
    },
    mixinStandardHelpOptions = true)
final class ParseVerb implements Callable<Integer> {

  /** Presets of what one mail may cost. */
  enum Limits {
    STRICT(ParseLimits::strict),
    DEFAULT(ParseLimits::defaults),
    LENIENT(ParseLimits::lenient);

    private final Supplier<ParseLimits> preset;

    Limits(Supplier<ParseLimits> preset) {
      this.preset = preset;
    }
  }

  private final Console console;
  private final RecordCodec<EmailRaw> mails = new JsonCodec<>(EmailRaw.class);
  private final RecordCodec<DeadLetter> letters = new JsonCodec<>(DeadLetter.class);

  @Spec private CommandSpec spec;

  @Mixin private TenantOption tenant;

  @Parameters(arity = "1..*", paramLabel = "PATH", description = "mbox, maildir, .eml or folder.")
  private List<Path> paths;

  @Option(
      names = "--no-redact",
      description = "Keep text and addresses as they are, and add body_full_text.")
  private boolean unredacted;

  @Option(
      names = "--limits",
      defaultValue = "default",
      description = "What one mail may cost: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
  private Limits limits;

  @Option(
      names = "--attachments",
      description =
          "Read the text of attached files (PDF, Office, OpenDocument, RTF, .msg, HTML, text): it"
              + " stands below the body as segments of kind attachment.")
  private boolean attachments;

  ParseVerb(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    var settings =
        MailSettings.builder()
            .limits(limits.preset.get())
            .attachments(attachments ? AttachmentUse.READ : AttachmentUse.CLOSED)
            .build();
    var rejected = new ArrayList<String>();
    try (Reading reading = unredacted ? new Inspecting(settings) : new Redacting(settings);
        OutputStream out = new BufferedOutputStream(console.out(), 1 << 16)) {
      GivenMailboxes.forEach(
          spec,
          paths,
          tenant.id(),
          mail -> print(mail, reading.read(mail, letter -> reject(letter, mail, rejected)), out));
    }
    return rejected.isEmpty() ? 0 : 1;
  }

  /** Reads one mail; a mail that cannot be read gives no record and a letter. */
  private interface Reading extends AutoCloseable {
    List<EmailRaw> read(MimeMail mail, Consumer<DeadLetter> rejected);

    @Override
    void close();
  }

  private record Redacting(MailReader reader) implements Reading {

    Redacting(MailSettings settings) {
      this(MailReader.create(settings));
    }

    @Override
    public List<EmailRaw> read(MimeMail mail, Consumer<DeadLetter> rejected) {
      ReadResult result = reader.read(mail, Instant.now());
      if (result instanceof ReadResult.Read read) {
        return read.emails();
      }
      rejected.accept(((ReadResult.Rejected) result).letter());
      return List.of();
    }

    @Override
    public void close() {
      reader.close();
    }
  }

  private record Inspecting(InspectionReader reader) implements Reading {

    Inspecting(MailSettings settings) {
      this(InspectionReader.create(settings));
    }

    @Override
    public List<EmailRaw> read(MimeMail mail, Consumer<DeadLetter> rejected) {
      return reader.read(mail, Instant.now(), rejected);
    }

    @Override
    public void close() {
      reader.close();
    }
  }

  private void reject(DeadLetter letter, MimeMail mail, List<String> rejected) {
    rejected.add(mail.getSource());
    try {
      console.err().write(line(json(letters, letter)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void print(MimeMail mail, List<EmailRaw> records, OutputStream out) throws IOException {
    if (records.isEmpty()) {
      return;
    }
    List<ObjectNode> lines = records.stream().map(record -> json(mails, record)).toList();
    if (unredacted) {
      List<String> bodies = bodies(mail);
      for (int i = 0; i < lines.size(); i++) {
        lines.get(i).put("body_full_text", bodies.get(i));
      }
    }
    for (ObjectNode line : lines) {
      out.write(line(line));
    }
  }

  private static <T extends SpecificRecord> ObjectNode json(RecordCodec<T> codec, T value) {
    try {
      JsonNode node = Json.MAPPER.readTree(codec.encode(value));
      return (ObjectNode) node;
    } catch (IOException e) {
      throw new IllegalStateException("a record's own JSON is always readable", e);
    }
  }

  private static byte[] line(ObjectNode node) {
    byte[] json = Json.line(node);
    byte[] line = Arrays.copyOf(json, json.length + 1);
    line[json.length] = '\n';
    return line;
  }

  /** The first text part of each mail as it was sent, in the order of the records. */
  private List<String> bodies(MimeMail mail) {
    try {
      var bodies = new ArrayList<String>();
      collect(new MimeParser(limits.preset.get()).parse(mail.getMime().array()), bodies);
      return bodies;
    } catch (MailParseException e) {
      throw new IllegalStateException("a mail that was read once reads again", e);
    }
  }

  private static void collect(ParsedMail mail, List<String> bodies) {
    bodies.add(mail.body().mainPart());
    mail.nested().forEach(inner -> collect(inner, bodies));
  }
}
