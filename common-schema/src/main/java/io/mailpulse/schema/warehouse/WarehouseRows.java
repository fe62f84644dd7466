package io.mailpulse.schema.warehouse;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailpulse.schema.Aspect;
import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.EmailSentiment;
import io.mailpulse.schema.MailKind;
import io.mailpulse.schema.RedactedMail;
import io.mailpulse.schema.SentimentLabel;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;

/**
 * Records as rows. A row holds one value per column in table order: String, Boolean, Integer, Long,
 * Double, {@link LocalDate} for a day, {@link Instant} for a timestamp, or null.
 */
public final class WarehouseRows {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private WarehouseRows() {}

  /** Row of {@link WarehouseTables#DIM_EMAIL}. */
  public static Object[] dimEmail(RedactedMail redacted) {
    EmailRaw mail = redacted.email();
    LocalDate day = day(mail.getTimestamp());
    return new Object[] {
      mail.getEmailId(),
      mail.getThreadId(),
      mail.getTenantId(),
      day,
      day,
      mail.getTimestamp(),
      mail.getSentAt(),
      mail.getMessageId(),
      mail.getSubject(),
      mail.getFrom(),
      mail.getFromDomain(),
      mail.getTo().size() + mail.getCc().size(),
      mail.getLanguage(),
      mail.getLanguageConfidence(),
      mail.getMailKind(),
      mail.getThreadEvidence(),
      mail.getThreadConfidence(),
      mail.getParentEmailId(),
      mail.getHash(),
      mail.getSizeBytes(),
      mail.getAttachments().size(),
      mail.getRedactions().values().stream().mapToInt(Integer::intValue).sum(),
      mail.getRawRef(),
      mail.getParserVersion()
    };
  }

  /** Row of {@link WarehouseTables#FACT_SENTIMENT}. */
  public static Object[] factSentiment(EmailSentiment score) {
    Object[] shared = scoreColumns(score);
    Object[] row = Arrays.copyOf(shared, shared.length + 2);
    row[shared.length] = score.getThreadNegRate24h();
    row[shared.length + 1] = score.getThreadVolume24h();
    return row;
  }

  /**
   * Row of {@link WarehouseTables#FACT_SENTIMENT_RESCORED}.
   *
   * @param ingestDay day of the raw landing that the mail was read from
   * @param rawRef place in the raw landing, relative to the warehouse root
   */
  public static Object[] rescored(EmailSentiment score, LocalDate ingestDay, String rawRef) {
    Object[] shared = scoreColumns(score);
    Object[] row = Arrays.copyOf(shared, shared.length + 2);
    row[shared.length] = ingestDay;
    row[shared.length + 1] = rawRef;
    return row;
  }

  /**
   * Row of {@link WarehouseTables#RESCORE_DEAD_LETTERS}.
   *
   * @param letter about a file of the raw landing
   * @param modelVersion bundle of the run
   * @param day day of the file's folder
   */
  public static Object[] rescoreDeadLetter(DeadLetter letter, String modelVersion, LocalDate day) {
    return new Object[] {
      modelVersion,
      letter.getTenantId(),
      day,
      letter.getPayloadRef(),
      letter.getStage(),
      letter.getKind(),
      letter.getLimit(),
      letter.getLimitValue(),
      letter.getActualValue(),
      letter.getMessage(),
      letter.getPayloadSha256(),
      letter.getPayloadBytes(),
      letter.getProcessedAt()
    };
  }

  /** The partition day of an event time, in UTC. */
  public static LocalDate day(Instant eventTime) {
    return LocalDate.ofInstant(eventTime, ZoneOffset.UTC);
  }

  private static Object[] scoreColumns(EmailSentiment score) {
    Map<String, Double> probabilities = score.getProbabilities();
    Map<String, Double> emotion = score.getEmotion();
    boolean known = !SentimentLabel.UNKNOWN.wireName().equals(score.getLabel());
    return new Object[] {
      score.getEmailId(),
      score.getThreadId(),
      score.getTenantId(),
      score.getModelVersion(),
      day(score.getCreatedAt()),
      score.getCreatedAt(),
      score.getLabel(),
      score.getPolarity(),
      score.getConfidence(),
      probabilities.get("negative"),
      probabilities.get("neutral"),
      probabilities.get("positive"),
      emotion.get("anger"),
      emotion.get("disgust"),
      emotion.get("fear"),
      emotion.get("joy"),
      emotion.get("sadness"),
      emotion.get("surprise"),
      aspects(score),
      score.getLanguage(),
      score.getMailKind(),
      score.getUnknownReason(),
      score.getScorerTier(),
      score.getNormaliserVersion(),
      score.getTextSha256(),
      known && MailKind.PERSON.wireName().equals(score.getMailKind()),
      score.getProcessedAt()
    };
  }

  private static String aspects(EmailSentiment score) {
    var array = MAPPER.createArrayNode();
    for (Aspect aspect : score.getAspects()) {
      array
          .addObject()
          .put("aspect", aspect.getAspect())
          .put("sentiment", aspect.getSentiment())
          .put("score", aspect.getScore());
    }
    return array.toString();
  }
}
