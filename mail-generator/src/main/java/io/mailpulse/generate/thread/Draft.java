package io.mailpulse.generate.thread;

import io.mailpulse.generate.truth.PlantedValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A mail as its thread wrote it, before anybody knows when it arrives.
 *
 * @param messageId without angle brackets
 * @param parent message id of the mail that it answers, or null
 * @param outcome read or dead_letter
 * @param label negative, neutral or positive
 * @param certain whether readers would agree on the label
 * @param kind person, bulk, auto_reply or delivery_report
 * @param language ISO 639-1 code
 * @param sentAt Date header
 * @param receivedAt Received header, whole seconds
 * @param planted personal values in it
 * @param bytes the mail; empty for one that is attached to another
 * @param attached the mail that is attached to it
 */
public record Draft(
    String messageId,
    String parent,
    String outcome,
    String label,
    boolean certain,
    String kind,
    String language,
    Instant sentAt,
    Instant receivedAt,
    List<PlantedValue> planted,
    byte[] bytes,
    Optional<Draft> attached) {}
