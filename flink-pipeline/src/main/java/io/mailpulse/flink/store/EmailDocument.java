package io.mailpulse.flink.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.mailpulse.connectors.elasticsearch.IndexLayout;
import io.mailpulse.connectors.elasticsearch.SearchWrite;
import io.mailpulse.flink.record.ScoredMail;
import io.mailpulse.schema.Aspect;
import io.mailpulse.schema.Attachment;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.EmailSentiment;
import io.mailpulse.schema.codec.Timestamps;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.connector.base.sink.writer.ElementConverter;

/**
 * The search document of a scored mail: every field is one of the index template. Its version is
 * the time of the score, so that a later score of the mail replaces an earlier one and never the
 * other way round. Bounded: a body is cut, and long lists of recipients are.
 */
public final class EmailDocument implements ElementConverter<ScoredMail, SearchWrite> {

  /** UTF-16 units of a body that can be searched. */
  static final int MAX_BODY = 200_000;

  /** Addresses of one header that can be searched. */
  static final int MAX_ADDRESSES = 1_000;

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
        json(mail, scored.sentiment()),
        new SearchWrite.Origin(
            mail.getTenantId(),
            mail.getSource(),
            mail.getRawRef() == null ? "" : mail.getRawRef(),
            mail.getTimestamp()),
        0);
  }

  private static byte[] json(EmailRaw mail, EmailSentiment score) {
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
    json.writeStringField("email_id", mail.getEmailId());
    json.writeStringField("tenant_id", mail.getTenantId());
    json.writeStringField("thread_id", mail.getThreadId());
    writeOptional("message_id", mail.getMessageId(), json);
    writeTime("timestamp", mail.getTimestamp(), json);
    writeTime("sent_at", mail.getSentAt(), json);
    json.writeStringField("from", mail.getFrom());
    json.writeStringField("from_domain", mail.getFromDomain());
    writeAddresses("to", mail.getTo(), json);
    writeAddresses("cc", mail.getCc(), json);
    json.writeStringField("subject", mail.getSubject());
    String body = mail.getBodyText();
    json.writeStringField("body_text", body.length() > MAX_BODY ? cut(body) : body);
    json.writeBooleanField("body_truncated", body.length() > MAX_BODY);
    json.writeStringField("mail_kind", mail.getMailKind());
    json.writeArrayFieldStart("attachment_names");
    for (Attachment attachment : mail.getAttachments()) {
      if (attachment.getFilename() != null) {
        json.writeString(attachment.getFilename());
      }
    }
    json.writeEndArray();
    writeOptional("raw_ref", mail.getRawRef(), json);
  }

  private static void writeScore(EmailSentiment score, JsonGenerator json) throws IOException {
    json.writeStringField("language", score.getLanguage());
    json.writeStringField("label", score.getLabel());
    json.writeNumberField("polarity", score.getPolarity());
    json.writeNumberField("confidence", score.getConfidence());
    writeOptional("unknown_reason", score.getUnknownReason(), json);
    writeNumbers("probabilities", score.getProbabilities(), json);
    writeNumbers("emotion", score.getEmotion(), json);
    json.writeArrayFieldStart("aspects");
    for (Aspect aspect : score.getAspects()) {
      json.writeStartObject();
      json.writeStringField("aspect", aspect.getAspect());
      json.writeStringField("sentiment", aspect.getSentiment());
      json.writeNumberField("score", aspect.getScore());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeStringField("model_version", score.getModelVersion());
    json.writeStringField("scorer_tier", score.getScorerTier());
    json.writeStringField("normaliser_version", score.getNormaliserVersion());
    writeOptional("text_sha256", score.getTextSha256(), json);
    if (score.getThreadNegRate24h() != null) {
      json.writeNumberField("thread_neg_rate_24h", score.getThreadNegRate24h());
    }
    json.writeNumberField("thread_volume_24h", score.getThreadVolume24h());
    writeTime("processed_at", score.getProcessedAt(), json);
  }

  /** Never between the two halves of a character. */
  private static String cut(String body) {
    boolean splits = Character.isHighSurrogate(body.charAt(MAX_BODY - 1));
    return body.substring(0, splits ? MAX_BODY - 1 : MAX_BODY);
  }

  private static void writeAddresses(String name, List<String> addresses, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String address : addresses.subList(0, Math.min(addresses.size(), MAX_ADDRESSES))) {
      json.writeString(address);
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
      json.writeStringField(name, text);
    }
  }

  private static void writeTime(String name, Instant time, JsonGenerator json) throws IOException {
    if (time != null) {
      json.writeStringField(name, Timestamps.format(time));
    }
  }
}
