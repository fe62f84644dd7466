package io.mailpulse.schema.topic;

import static io.mailpulse.schema.topic.Topic.Cleanup.ALL_BUT_LAST;
import static io.mailpulse.schema.topic.Topic.Cleanup.BY_AGE;

import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.EmailAlert;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.EmailSentiment;
import io.mailpulse.schema.MimeMail;
import io.mailpulse.schema.MoodAggregate;
import io.mailpulse.schema.PendingMail;
import io.mailpulse.schema.Replay;
import io.mailpulse.schema.SearchDocument;
import io.mailpulse.schema.ThreadSnapshot;
import io.mailpulse.schema.id.ThreadKey;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;

/** Every topic there is, in the order of the stream; a new one is one line. */
public final class Topics {

  private static final List<Topic<?>> DECLARED = new ArrayList<>();

  /** Raw mail as it arrived. */
  public static final Topic<MimeMail> MIME =
      declare("mail.mime.v1", MimeMail.class, MimeMail::getSource, BY_AGE);

  /** Parsed, redacted, threaded mail. */
  public static final Topic<EmailRaw> RAW =
      declare("emails.raw.v1", EmailRaw.class, ThreadKey::of, BY_AGE);

  /** Scores. */
  public static final Topic<EmailSentiment> SENTIMENT =
      declare("emails.sentiment.v1", EmailSentiment.class, ThreadKey::of, BY_AGE);

  /** Threads that turned sour. */
  public static final Topic<EmailAlert> ALERTS =
      declare("emails.alerts.v1", EmailAlert.class, ThreadKey::of, BY_AGE);

  /** Mails that wait for the model. */
  public static final Topic<PendingMail> PENDING =
      declare(
          "emails.pending.v1",
          PendingMail.class,
          pending -> ThreadKey.of(pending.getMail()),
          BY_AGE);

  /** Mood per tenant, language and window. */
  public static final Topic<MoodAggregate> AGGREGATES =
      declare("emails.aggregates.v1", MoodAggregate.class, MoodAggregate::getTenantId, BY_AGE);

  /** State of each thread. */
  public static final Topic<ThreadSnapshot> THREADS =
      declare("emails.threads.v1", ThreadSnapshot.class, ThreadKey::of, ALL_BUT_LAST);

  /** Documents that the search cluster has yet to take. */
  public static final Topic<SearchDocument> SEARCH_OVERFLOW =
      declare(
          "emails.search-overflow.v1",
          SearchDocument.class,
          document -> document.getIndex() + '|' + document.getDocumentId(),
          BY_AGE);

  /** What could not be completed. */
  public static final Topic<DeadLetter> DEAD_LETTERS =
      declare("emails.dead-letters.v1", DeadLetter.class, DeadLetter::getTenantId, BY_AGE);

  /** Which of those were fed again: the ledger of replays. */
  public static final Topic<Replay> REPLAYS =
      declare("emails.replays.v1", Replay.class, Replay::getDeadLetterId, ALL_BUT_LAST);

  /** All of them. */
  public static final List<Topic<?>> ALL = List.copyOf(DECLARED);

  private Topics() {}

  private static <T extends SpecificRecordBase> Topic<T> declare(
      String name, Class<T> type, Topic.Key<T> key, Topic.Cleanup cleanup) {
    var topic = new Topic<>(name, type, key, cleanup);
    DECLARED.add(topic);
    return topic;
  }
}
