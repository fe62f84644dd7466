package io.mailpulse.spark.rescore;

import io.mailpulse.mail.ReadResult;
import io.mailpulse.model.MailScoring;
import io.mailpulse.model.Score;
import io.mailpulse.model.Scorer;
import io.mailpulse.schema.AttachmentUse;
import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.MimeMail;
import io.mailpulse.schema.RedactedMail;
import io.mailpulse.schema.failure.Artifact;
import io.mailpulse.schema.failure.DeadLetterBuilder;
import io.mailpulse.schema.failure.FailureKind;
import io.mailpulse.schema.failure.Stage;
import io.mailpulse.schema.landing.LandingPath;
import io.mailpulse.schema.warehouse.WarehouseRows;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import org.apache.spark.sql.Row;

/** One file of the raw landing to rows: the scores of its mails, or a dead letter. */
final class FileRescorer {

  /** More than any limit of the reader: a gzip bomb stops here. */
  private static final int MAX_UNPACKED = 256 << 20;

  private static final Artifact ARTIFACT = Artifact.of("spark-backfill", FileRescorer.class);

  private final List<BiFunction<MimeMail, Instant, ReadResult>> readers;
  private final Scorer scorer;
  private final Function<String, AttachmentUse> attachments;
  private final Instant startedAt;

  /**
   * What becomes of files.
   *
   * @param readers one for each way in which a version derives ids; that of today comes first, and
   *     the first that finds the id in a file's name holds for the file
   * @param attachments what a tenant wants of the text of attached files
   * @param startedAt when the run started
   */
  FileRescorer(
      List<BiFunction<MimeMail, Instant, ReadResult>> readers,
      Scorer scorer,
      Function<String, AttachmentUse> attachments,
      Instant startedAt) {
    this.readers = List.copyOf(readers);
    this.scorer = scorer;
    this.attachments = attachments;
    this.startedAt = startedAt;
  }

  List<Row> rescore(String path, byte[] packed) {
    LandingPath file =
        LandingPath.parse(path)
            .orElseThrow(() -> new IllegalStateException("not a file of the raw landing: " + path));
    byte[] mime;
    try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      mime = unpacked.readNBytes(MAX_UNPACKED);
    } catch (IOException e) {
      return List.of(
          deadLetter(
              file,
              packed,
              Stage.READ,
              FailureKind.NOT_GZIP,
              "the file is not whole gzip; restore it from a copy"));
    }
    // The landing's day is that of the event time, so it stands in for a mail without any time.
    Instant day = file.day().atStartOfDay(ZoneOffset.UTC).toInstant();
    ReadResult result = read(file, mime, day);
    if (result instanceof ReadResult.Read read) {
      return scored(file, packed, read.mails(), day);
    }
    return List.of(rejected(file, packed, ((ReadResult.Rejected) result).letter()));
  }

  private ReadResult read(LandingPath file, byte[] mime, Instant day) {
    ReadResult first = null;
    for (var reader : readers) {
      ReadResult result = reader.apply(mail(file, mime), day);
      first = first == null ? result : first;
      if (!(result instanceof ReadResult.Read read) || isNamed(file, read)) {
        return result;
      }
    }
    return first;
  }

  private static boolean isNamed(LandingPath file, ReadResult.Read read) {
    return read.mails().get(0).email().getEmailId().equals(file.emailId());
  }

  private List<Row> scored(LandingPath file, byte[] packed, List<RedactedMail> mails, Instant day) {
    String found = mails.get(0).email().getEmailId();
    if (!found.equals(file.emailId())) {
      return List.of(
          deadLetter(
              file,
              packed,
              Stage.IDENTIFY,
              FailureKind.ID_MISMATCH,
              "the file's name promises "
                  + file.emailId()
                  + ", its content has "
                  + found
                  + "; it was altered"));
    }
    AttachmentUse use = attachments.apply(file.tenantId());
    List<Score> scores =
        scorer.score(mails.stream().map(mail -> MailScoring.textOf(mail, use)).toList());
    var rows = new ArrayList<Row>(mails.size());
    for (int i = 0; i < mails.size(); i++) {
      EmailRaw mail = mails.get(i).email();
      if (i == 0 && !WarehouseRows.day(mail.getTimestamp()).equals(file.day())) {
        // The stream knew when the mail was received; the mail alone does not.
        mail.setTimestamp(day);
      }
      Object[] row =
          WarehouseRows.rescored(
              MailScoring.sentimentOf(mail, scores.get(i), startedAt), file.day(), file.ref());
      rows.add(i == 0 ? FileOutcome.ownMail(row) : FileOutcome.attachedMail(row));
    }
    return rows;
  }

  private static MimeMail mail(LandingPath file, byte[] mime) {
    return MimeMail.newBuilder()
        .setTenantId(file.tenantId())
        .setSource(file.ref())
        .setMime(ByteBuffer.wrap(mime))
        .setSizeBytes(mime.length)
        .build();
  }

  /** The reader's letter, about the file as it lies in the landing. */
  private Row rejected(LandingPath file, byte[] packed, DeadLetter letter) {
    return row(file, packed, DeadLetterBuilder.again(letter));
  }

  private Row deadLetter(
      LandingPath file, byte[] packed, Stage stage, FailureKind kind, String message) {
    return row(file, packed, DeadLetterBuilder.of(ARTIFACT, stage, kind, message));
  }

  private Row row(LandingPath file, byte[] packed, DeadLetterBuilder builder) {
    Instant day = file.day().atStartOfDay(ZoneOffset.UTC).toInstant();
    DeadLetter letter =
        builder.about(file.tenantId(), file.ref(), file.ref(), packed, day).build(startedAt);
    return FileOutcome.deadLetter(
        WarehouseRows.rescoreDeadLetter(letter, scorer.modelVersion(), file.day()));
  }
}
