package io.mailpulse.schema.failure;

import static io.mailpulse.schema.failure.Stage.ADMIT;
import static io.mailpulse.schema.failure.Stage.DEDUPE;
import static io.mailpulse.schema.failure.Stage.ELASTICSEARCH;
import static io.mailpulse.schema.failure.Stage.IDENTIFY;
import static io.mailpulse.schema.failure.Stage.PARSE;
import static io.mailpulse.schema.failure.Stage.READ;
import static io.mailpulse.schema.failure.Stage.SCORE;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Why a mail or a write was given up, and what mends it. */
public enum FailureKind {
  TOO_LARGE(
      "more bytes than maxMessageBytes, or a document that the search cluster never takes",
      "raise the limit, or leave it: the raw mail is kept",
      PARSE,
      ELASTICSEARCH),
  TOO_MANY_PARTS("more body parts than maxParts", Remedy.WIDER_LIMITS, PARSE),
  TOO_DEEP("parts nested deeper than maxDepth", Remedy.WIDER_LIMITS, PARSE),
  HEADER_TOO_LARGE("a header section above maxHeaderBytes", Remedy.WIDER_LIMITS, PARSE),
  TOO_MANY_HEADERS(
      "a header section of more fields than maxHeaderCount", Remedy.WIDER_LIMITS, PARSE),
  BODY_TOO_LONG("a text part longer than maxBodyChars", Remedy.WIDER_LIMITS, PARSE),
  EMPTY("no bytes, or nothing but white space", "none; check the adapter if there are many", PARSE),
  NOT_MAIL("bytes without a header field", "none; check what the adapter takes for mail", PARSE),
  NO_PAYLOAD("a record without bytes came to the reader", "fetch the payload first", PARSE),
  PAYLOAD_MISSING(
      "neither bytes nor a file where the record says, or no mail record at all",
      "land the file or mend the adapter, then replay",
      PARSE),
  BAD_REFERENCE(
      "mime_ref names something else than a file of the record's own tenant in the raw landing",
      "mend the adapter: raw, incoming or rejected, then tenant_id=<tenant>, then plain names",
      PARSE),
  PAYLOAD_DAMAGED(
      "the referenced file of the raw landing is no whole gzip file",
      "land it anew, then replay",
      PARSE),
  BAD_TENANT(
      "a tenant id that could leave its folder",
      "mend the adapter: 1 to 64 characters of [A-Za-z0-9._-]",
      PARSE),
  READER_FAILED(
      "the mail trips a bug of the reader", "report it; replay with the version that mends", PARSE),
  NOT_A_RECORD("bytes on emails.raw.v1 that are no record of it", Remedy.FOREIGN_WRITER, ADMIT),
  NOT_REDACTED(
      "a record on emails.raw.v1 that says that redaction has not run",
      Remedy.FOREIGN_WRITER,
      ADMIT),
  BAD_RECORD(
      "a record on emails.raw.v1 that no ingest job can have written: an id, a time, a segment"
          + " out of its range",
      Remedy.FOREIGN_WRITER,
      ADMIT),
  SAME_ID_OTHER_BODY(
      "a mail with this id and another body was answered before",
      "none: the first one holds; check the sender if there are many",
      DEDUPE),
  SCORING_FAILED(
      "the model fails on this text and answers others, or score.later.when-down is dead-letter",
      "report the text, or mend the model, then replay",
      SCORE),
  SCORING_TIMEOUT(
      "the model gives no answer to this text in time and answers others, or score.later.when-down"
          + " is dead-letter",
      "raise score.timeout, then replay",
      SCORE),
  REJECTED(
      "the search cluster refuses the document; the letter has the cluster's name of the reason",
      "compare the index's mapping with the template, then replay",
      ELASTICSEARCH),
  UNREADABLE(
      "the search cluster cannot read the document",
      "report it; replay with the version that mends",
      ELASTICSEARCH),
  NOT_GZIP("a file of the raw landing is not whole", "restore it from a copy, then rescore", READ),
  ID_MISMATCH(
      "a file's content is another mail than its name promises", "restore the file", IDENTIFY);

  private final String wireName = name().toLowerCase(Locale.ROOT).replace('_', '-');
  private final String meaning;
  private final String remedy;
  private final List<Stage> stages;

  FailureKind(String meaning, String remedy, Stage... stages) {
    this.meaning = meaning;
    this.remedy = remedy;
    this.stages = List.of(stages);
  }

  /**
   * The kind behind a name in a dead letter; empty for a name of another system, or of a version
   * that came later.
   */
  public static Optional<FailureKind> named(String wireName) {
    return Arrays.stream(values()).filter(kind -> kind.wireName.equals(wireName)).findFirst();
  }

  /** The name in dead letters. */
  public String wireName() {
    return wireName;
  }

  /** What is wrong. */
  public String meaning() {
    return meaning;
  }

  /** What to do about it. */
  public String remedy() {
    return remedy;
  }

  /** Which stages give up for it. */
  public List<Stage> stages() {
    return stages;
  }

  private static final class Remedy {

    private static final String FOREIGN_WRITER =
        "find the program that wrote it, and send its mails through an ingest job";
    private static final String WIDER_LIMITS = "use a wider read.limits preset, then replay";

    private Remedy() {}
  }
}
