package io.mailpulse.local.samples;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What a sample must give. Every field but the outcome may be null: then nothing is expected of it.
 *
 * @param outcome what becomes of the mail
 * @param deadLetterKind typed failure of a dead letter
 * @param kind mail kind
 * @param language language
 * @param label acceptable labels
 * @param humanLabel how a person would label it; counted as agreement, never a failure
 * @param thread name: mails with the same name share a thread, others do not
 * @param replyContains texts that must be in what the sender wrote
 * @param replyExcludes texts that must not
 * @param redactedTypes token types that must be in subject or body
 * @param notInAnyStore values that must be in no topic, index or table
 * @param duplicateOf sample in the same folder that this one repeats, without its ending
 * @param unknownReason why the label is unknown
 * @param attachments how many
 * @param alert whether this mail raises an alert
 */
public record Expectation(
    Outcome outcome,
    @JsonProperty("dead_letter_kind") String deadLetterKind,
    String kind,
    String language,
    @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> label,
    @JsonProperty("human_label") String humanLabel,
    String thread,
    @JsonProperty("reply_contains") List<String> replyContains,
    @JsonProperty("reply_excludes") List<String> replyExcludes,
    @JsonProperty("redacted_types") List<String> redactedTypes,
    @JsonProperty("not_in_any_store") List<String> notInAnyStore,
    @JsonProperty("duplicate_of") String duplicateOf,
    @JsonProperty("unknown_reason") String unknownReason,
    Integer attachments,
    Boolean alert) {

  /** What becomes of a mail. */
  public enum Outcome {
    @JsonProperty("scored")
    SCORED,
    @JsonProperty("unknown")
    UNKNOWN,
    @JsonProperty("dead-letter")
    DEAD_LETTER,
    @JsonProperty("duplicate")
    DUPLICATE
  }

  /** Replaces missing lists by empty ones. */
  public Expectation {
    replyContains = replyContains == null ? List.of() : List.copyOf(replyContains);
    replyExcludes = replyExcludes == null ? List.of() : List.copyOf(replyExcludes);
    redactedTypes = redactedTypes == null ? List.of() : List.copyOf(redactedTypes);
    notInAnyStore = notInAnyStore == null ? List.of() : List.copyOf(notInAnyStore);
  }
}
