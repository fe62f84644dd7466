package io.mailpulse.flink.store;

import static io.mailpulse.schema.codec.UnicodeText.cut;
import static io.mailpulse.schema.codec.UnicodeText.wellFormed;
import static io.mailpulse.schema.elasticsearch.MailField.ASPECTS;
import static io.mailpulse.schema.elasticsearch.MailField.ATTACHMENT_NAMES;
import static io.mailpulse.schema.elasticsearch.MailField.BODY_TEXT;
import static io.mailpulse.schema.elasticsearch.MailField.BODY_TRUNCATED;
import static io.mailpulse.schema.elasticsearch.MailField.CC;
import static io.mailpulse.schema.elasticsearch.MailField.CONFIDENCE;
import static io.mailpulse.schema.elasticsearch.MailField.EMAIL_ID;
import static io.mailpulse.schema.elasticsearch.MailField.EMOTION;
import static io.mailpulse.schema.elasticsearch.MailField.FROM;
import static io.mailpulse.schema.elasticsearch.MailField.FROM_DOMAIN;
import static io.mailpulse.schema.elasticsearch.MailField.LABEL;
import static io.mailpulse.schema.elasticsearch.MailField.LANGUAGE;
import static io.mailpulse.schema.elasticsearch.MailField.MAIL_KIND;
import static io.mailpulse.schema.elasticsearch.MailField.MESSAGE_ID;
import static io.mailpulse.schema.elasticsearch.MailField.MODEL_VERSION;
import static io.mailpulse.schema.elasticsearch.MailField.NORMALISER_VERSION;
import static io.mailpulse.schema.elasticsearch.MailField.POLARITY;
import static io.mailpulse.schema.elasticsearch.MailField.PROBABILITIES;
import static io.mailpulse.schema.elasticsearch.MailField.PROCESSED_AT;
import static io.mailpulse.schema.elasticsearch.MailField.RAW_REF;
import static io.mailpulse.schema.elasticsearch.MailField.SCORER_TIER;
import static io.mailpulse.schema.elasticsearch.MailField.SENT_AT;
import static io.mailpulse.schema.elasticsearch.MailField.SUBJECT;
import static io.mailpulse.schema.elasticsearch.MailField.TENANT_ID;
import static io.mailpulse.schema.elasticsearch.MailField.TEXT_SHA256;
import static io.mailpulse.schema.elasticsearch.MailField.THREAD_ID;
import static io.mailpulse.schema.elasticsearch.MailField.THREAD_NEG_RATE_24H;
import static io.mailpulse.schema.elasticsearch.MailField.THREAD_VOLUME_24H;
import static io.mailpulse.schema.elasticsearch.MailField.TIMESTAMP;
import static io.mailpulse.schema.elasticsearch.MailField.TO;
import static io.mailpulse.schema.elasticsearch.MailField.UNKNOWN_REASON;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.mailpulse.connectors.elasticsearch.SearchWrite;
import io.mailpulse.flink.record.ScoredMail;
import io.mailpulse.mail.fault.Defect;
import io.mailpulse.schema.Aspect;
import io.mailpulse.schema.Attachment;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.EmailSentiment;
import io.mailpulse.schema.RedactedMail;
import io.mailpulse.schema.codec.Timestamps;
import io.mailpulse.schema.elasticsearch.IndexLayout;
import io.mailpulse.schema.elasticsearch.MailField;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.connector.base.sink.writer.ElementConverter;

/**
 * The search document of a scored mail: its fields are {@link MailField}. Its version is the time
 * of the score, so that a later score of the mail replaces an earlier one and never the other way
 * round. Bounded: a body is cut, and long lists of recipients are.
 */
public final class EmailDocument implements ElementConverter<ScoredMail, SearchWrite> {

  /** UTF-16 units of a body that can be searched. */
  static final int MAX_BODY = 200_000;

  /** Addresses of one header, file names and aspects that can be searched. */
  static final int MAX_ADDRESSES = 1_000;

  /** UTF-16 units of one of those, and of every other text but the body: a keyword's bytes. */
  static final int MAX_TEXT = 4_000;

  private static final long serialVersionUID = 1L;
  private static final JsonFactory JSON = new JsonFactory();

  private final IndexLayout layout;

  /** Documents under an index layout. */
  public EmailDocument(IndexLayout layout) {
    this.layout = layout;
  }

  @Override
  public SearchWrite apply(ScoredMail scored, SinkWriter.Context context) {
    EmailRaw mail = scored.raw();
    return new SearchWrite(
        layout.indexOf(mail.getTenantId(), mail.getTimestamp()),
        mail.getEmailId(),
        scored.sentiment().getProcessedAt().toEpochMilli(),
        json(RedactedMail.of(mail), scored.sentiment()),
        new SearchWrite.Origin(
            mail.getTenantId(),
            mail.getSource(),
            mail.getRawRef() == null ? "" : mail.getRawRef(),
            mail.getTimestamp()),
        0);
  }

  private static byte[] json(RedactedMail redacted, EmailSentiment score) {
    EmailRaw mail = redacted.email();
    var out = new ByteArrayOutputStream(1024 + mail.getBodyText().length());
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      writeMail(mail, json);
      writeScore(score, json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void writeMail(EmailRaw mail, JsonGenerator json) throws IOException {
    json.writeStringField(EMAIL_ID.wireName(), mail.getEmailId());
    json.writeStringField(TENANT_ID.wireName(), mail.getTenantId());
    json.writeStringField(THREAD_ID.wireName(), mail.getThreadId());
    writeOptional(MESSAGE_ID.wireName(), mail.getMessageId(), json);
    writeTime(TIMESTAMP.wireName(), mail.getTimestamp(), json);
    writeTime(SENT_AT.wireName(), mail.getSentAt(), json);
    writeOptional(FROM.wireName(), mail.getFrom(), json);
    writeOptional(FROM_DOMAIN.wireName(), mail.getFromDomain(), json);
    writeAddresses(TO.wireName(), mail.getTo(), json);
    writeAddresses(CC.wireName(), mail.getCc(), json);
    writeOptional(SUBJECT.wireName(), mail.getSubject(), json);
    String body = mail.getBodyText();
    json.writeStringField(BODY_TEXT.wireName(), wellFormed(cut(body, MAX_BODY)));
    json.writeBooleanField(
        BODY_TRUNCATED.wireName(),
        body.length() > MAX_BODY || mail.getDefects().contains(Defect.BODY_CUT.code()));
    json.writeStringField(MAIL_KIND.wireName(), mail.getMailKind());
    json.writeArrayFieldStart(ATTACHMENT_NAMES.wireName());
    for (Attachment attachment : first(mail.getAttachments())) {
      if (attachment.getFilename() != null) {
        json.writeString(text(attachment.getFilename()));
      }
    }
    json.writeEndArray();
    writeOptional(RAW_REF.wireName(), mail.getRawRef(), json);
  }

  private static void writeScore(EmailSentiment score, JsonGenerator json) throws IOException {
    json.writeStringField(LANGUAGE.wireName(), score.getLanguage());
    json.writeStringField(LABEL.wireName(), score.getLabel());
    json.writeNumberField(POLARITY.wireName(), score.getPolarity());
    json.writeNumberField(CONFIDENCE.wireName(), score.getConfidence());
    writeOptional(UNKNOWN_REASON.wireName(), score.getUnknownReason(), json);
    writeNumbers(PROBABILITIES.wireName(), score.getProbabilities(), json);
    writeNumbers(EMOTION.wireName(), score.getEmotion(), json);
    json.writeArrayFieldStart(ASPECTS.wireName());
    for (Aspect aspect : first(score.getAspects())) {
      json.writeStartObject();
      json.writeStringField("aspect", aspect.getAspect());
      json.writeStringField("sentiment", aspect.getSentiment());
      json.writeNumberField("score", aspect.getScore());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeStringField(MODEL_VERSION.wireName(), score.getModelVersion());
    json.writeStringField(SCORER_TIER.wireName(), score.getScorerTier());
    json.writeStringField(NORMALISER_VERSION.wireName(), score.getNormaliserVersion());
    writeOptional(TEXT_SHA256.wireName(), score.getTextSha256(), json);
    if (score.getThreadNegRate24h() != null) {
      json.writeNumberField(THREAD_NEG_RATE_24H.wireName(), score.getThreadNegRate24h());
    }
    json.writeNumberField(THREAD_VOLUME_24H.wireName(), score.getThreadVolume24h());
    writeTime(PROCESSED_AT.wireName(), score.getProcessedAt(), json);
  }

  private static String text(String whole) {
    return wellFormed(cut(whole, MAX_TEXT));
  }

  private static <E> List<E> first(List<E> all) {
    return all.subList(0, Math.min(all.size(), MAX_ADDRESSES));
  }

  private static void writeAddresses(String name, List<String> addresses, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String address : first(addresses)) {
      json.writeString(text(address));
    }
    json.writeEndArray();
  }

  private static void writeNumbers(String name, Map<String, Double> numbers, JsonGenerator json)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, Double> number : numbers.entrySet()) {
      json.writeNumberField(number.getKey(), number.getValue());
    }
    json.writeEndObject();
  }

  private static void writeOptional(String name, String text, JsonGenerator json)
      throws IOException {
    if (text != null) {
      json.writeStringField(name, text(text));
    }
  }

  private static void writeTime(String name, Instant time, JsonGenerator json) throws IOException {
    if (time != null) {
      json.writeStringField(name, Timestamps.format(time));
    }
  }
}
