package io.mailpulse.mail.header;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailpulse.mail.address.AddressParser;
import io.mailpulse.mail.address.HeaderAddress;
import io.mailpulse.mail.fault.Defect;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.field.AddressListFieldLenientImpl;
import org.apache.james.mime4j.field.DateTimeFieldLenientImpl;
import org.apache.james.mime4j.field.UnstructuredFieldImpl;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.stream.RawFieldParser;
import org.apache.james.mime4j.util.ByteArrayBuffer;

/**
 * A {@code main}: reads address, subject and date fields of mails by the grammars here and by those
 * of mime4j-dom, and writes counts, the fields on which both differ (one JSON line each: kind,
 * field, ours, theirs; runs of blanks count as one) and the speed of both in turns. Arguments: a
 * file for the differences, then files of JSON lines ({@code .gz}) with a mail in base64 as {@code
 * raw_b64} or {@code eml}.
 */
final class HeaderGrammars {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final RawFieldParser FIELDS = RawFieldParser.DEFAULT;
  private static final int ROUNDS = 9;
  private static final double NANOS = 1e9;

  private enum Kind {
    ADDRESSES(Set.of("from", "to", "cc", "sender", "reply-to")),
    SUBJECT(Set.of("subject")),
    DATE(Set.of("date"));

    private final Set<String> names;

    Kind(Set<String> names) {
      this.names = names;
    }
  }

  /** A field as it stands in the mail, folds and line end with it. */
  private record Raw(byte[] bytes) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Raw raw && Arrays.equals(bytes, raw.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }
  }

  private final Map<Kind, Set<Raw>> fields = new EnumMap<>(Kind.class);
  private int mails;

  public static void main(String[] args) throws IOException {
    var grammars = new HeaderGrammars();
    for (String file : List.of(args).subList(1, args.length)) {
      grammars.collect(Path.of(file));
    }
    System.out.printf("%d mails%n", grammars.mails);
    List<String> differences = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      List<Raw> all = List.copyOf(grammars.fields.getOrDefault(kind, Set.of()));
      int before = differences.size();
      for (Raw field : all) {
        String ours = ours(kind, field);
        String theirs = theirs(kind, field);
        if (!oneBlank(ours).equals(oneBlank(theirs))) {
          differences.add(
              JSON.createObjectNode()
                  .put("kind", kind.name())
                  .put("field", new String(field.bytes, StandardCharsets.ISO_8859_1))
                  .put("ours", ours)
                  .put("theirs", theirs)
                  .toString());
        }
      }
      speed(kind, all, differences.size() - before);
    }
    Files.write(Path.of(args[0]), differences);
  }

  private static String oneBlank(String text) {
    return text.replaceAll(" ++", " ");
  }

  private void collect(Path file) throws IOException {
    try (var in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        JsonNode mail = JSON.readTree(line);
        String raw = mail.path("raw_b64").asText(mail.path("eml").asText(""));
        if (!raw.isEmpty()) {
          mails++;
          header(Base64.getDecoder().decode(raw));
        }
      }
    }
  }

  private void header(byte[] mail) {
    int at = HeaderStart.find(mail);
    while (at < mail.length && mail[at] != '\n' && mail[at] != '\r') {
      int end = lineEnd(mail, at);
      while (end < mail.length && (mail[end] == ' ' || mail[end] == '\t')) {
        end = lineEnd(mail, end);
      }
      field(Arrays.copyOfRange(mail, at, end));
      at = end;
    }
  }

  private static int lineEnd(byte[] mail, int from) {
    int at = from;
    while (at < mail.length && mail[at] != '\n' && mail[at] != '\r') {
      at++;
    }
    boolean two = at + 1 < mail.length && mail[at] == '\r' && mail[at + 1] == '\n';
    return Math.min(at + (two ? 2 : 1), mail.length);
  }

  private void field(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int colon = text.indexOf(':');
    String name = colon < 0 ? "" : text.substring(0, colon).strip().toLowerCase(Locale.ROOT);
    for (Kind kind : Kind.values()) {
      if (kind.names.contains(name)) {
        fields.computeIfAbsent(kind, k -> new LinkedHashSet<>()).add(new Raw(bytes));
      }
    }
  }

  private static void speed(Kind kind, List<Raw> all, int differ) {
    double[] ours = new double[ROUNDS];
    double[] theirs = new double[ROUNDS];
    double[] ratios = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      ours[i] = perSecond(all, field -> ours(kind, field));
      theirs[i] = perSecond(all, field -> theirs(kind, field));
      ratios[i] = ours[i] / theirs[i];
    }
    Arrays.sort(ours);
    Arrays.sort(theirs);
    Arrays.sort(ratios);
    System.out.printf(
        Locale.ROOT,
        "%s: %d distinct fields, %d differ; %.0f fields/s here, %.0f mime4j-dom, ratio %.2f%n",
        kind,
        all.size(),
        differ,
        ours[ROUNDS / 2],
        theirs[ROUNDS / 2],
        ratios[ROUNDS / 2]);
  }

  private static double perSecond(List<Raw> all, Function<Raw, String> reader) {
    long seen = 0;
    long done = 0;
    long start = System.nanoTime();
    while (System.nanoTime() - start < NANOS / 2) {
      for (Raw field : all) {
        seen += reader.apply(field).length();
      }
      done += all.size();
    }
    double seconds = (System.nanoTime() - start) / NANOS;
    return seen < 0 ? 0 : done / seconds;
  }

  private static String ours(Kind kind, Raw raw) {
    Set<Defect> defects = EnumSet.noneOf(Defect.class);
    var field = new HeaderField();
    field.append(new ByteArrayBuffer(raw.bytes, raw.bytes.length, true));
    field.build();
    String body = field.body(defects);
    return switch (kind) {
      case ADDRESSES ->
          AddressParser.parse(body, text -> EncodedWords.decode(text, defects)).stream()
              .map(HeaderAddress::display)
              .collect(Collectors.joining(" | "));
      case SUBJECT -> EncodedWords.decode(body, defects);
      case DATE -> HeaderDates.parse(body).map(Instant::toString).orElse("none");
    };
  }

  private static String theirs(Kind kind, Raw raw) {
    try {
      RawField field = FIELDS.parseField(new ByteArrayBuffer(raw.bytes, raw.bytes.length, true));
      DecodeMonitor monitor = DecodeMonitor.SILENT;
      return switch (kind) {
        case ADDRESSES ->
            AddressListFieldLenientImpl.PARSER
                .parse(field, monitor)
                .getAddressList()
                .flatten()
                .stream()
                .map(HeaderGrammars::display)
                .collect(Collectors.joining(" | "));
        case SUBJECT ->
            EncodedWords.oneLine(UnstructuredFieldImpl.PARSER.parse(field, monitor).getValue());
        case DATE -> date(DateTimeFieldLenientImpl.PARSER.parse(field, monitor).getDate());
      };
    } catch (MimeException | RuntimeException e) {
      return e.toString();
    }
  }

  /** In the form of ours: what has no domain is a name, a name that repeats the address is none. */
  private static String display(Mailbox mailbox) {
    String name = mailbox.getName() == null ? "" : EncodedWords.oneLine(mailbox.getName());
    String address = mailbox.getAddress();
    if (mailbox.getDomain() == null || address.indexOf('@') < 0) {
      return new HeaderAddress((name + ' ' + address).strip(), "").display();
    }
    return new HeaderAddress(name.equalsIgnoreCase(address) ? "" : name, address).display();
  }

  private static String date(Date date) {
    return date == null ? "none" : Instant.ofEpochSecond(date.getTime() / 1000).toString();
  }
}
