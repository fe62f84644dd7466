package io.mailpulse.spark.rescore;

import io.mailpulse.mail.MailReader;
import io.mailpulse.mail.MailSettings;
import io.mailpulse.mail.ReadResult;
import io.mailpulse.mail.identity.MailIdentity;
import io.mailpulse.model.ScorerSettings;
import io.mailpulse.schema.MimeMail;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/** Path and bytes of files to their outcomes; one reader per partition, one scorer per executor. */
final class RescoreFiles implements MapPartitionsFunction<Row, Row> {

  private static final long serialVersionUID = 1L;

  private final MailSettings mail;
  private final ScorerSettings scorer;
  private final Instant startedAt;

  /**
   * Outcomes of a run.
   *
   * @param startedAt when the run started, the processing time of all its rows
   */
  RescoreFiles(MailSettings mail, ScorerSettings scorer, Instant startedAt) {
    this.mail = mail;
    this.scorer = scorer;
    this.startedAt = startedAt;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> files) {
    if (!files.hasNext()) {
      return files;
    }
    // Files that an earlier version landed are named by its ids.
    List<MailReader> readers =
        Stream.concat(
                Stream.of(mail.identity()),
                Arrays.stream(MailIdentity.values()).filter(other -> other != mail.identity()))
            .map(identity -> MailReader.create(mail.with(identity)))
            .toList();
    // Rows are read lazily, and a task may be stopped before it has read all.
    TaskContext task = TaskContext.get();
    if (task != null) {
      task.<Void>addTaskCompletionListener(
          ended -> {
            readers.forEach(MailReader::close);
            return null;
          });
    }
    var rescorer =
        new FileRescorer(
            readers.stream().map(RescoreFiles::function).toList(),
            SharedScorers.of(scorer),
            mail::attachments,
            startedAt);
    Queue<Row> ready = new ArrayDeque<>();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        while (ready.isEmpty() && files.hasNext()) {
          Row file = files.next();
          ready.addAll(rescorer.rescore(file.getString(0), file.<byte[]>getAs(1)));
        }
        return !ready.isEmpty();
      }

      @Override
      public Row next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return ready.remove();
      }
    };
  }

  private static BiFunction<MimeMail, Instant, ReadResult> function(MailReader reader) {
    return reader::read;
  }
}
