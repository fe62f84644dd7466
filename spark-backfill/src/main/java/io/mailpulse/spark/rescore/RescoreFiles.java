package io.mailpulse.spark.rescore;

import io.mailpulse.mail.MailReader;
import io.mailpulse.mail.MailSettings;
import io.mailpulse.model.ScorerSettings;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
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
    MailReader reader = MailReader.create(mail);
    // Rows are read lazily, and a task may be stopped before it has read all.
    TaskContext task = TaskContext.get();
    if (task != null) {
      task.<Void>addTaskCompletionListener(
          ended -> {
            reader.close();
            return null;
          });
    }
    var rescorer =
        new FileRescorer(reader::read, SharedScorers.of(scorer), mail::attachments, startedAt);
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
}
