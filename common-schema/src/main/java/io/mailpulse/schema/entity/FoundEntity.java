package io.mailpulse.schema.entity;

/**
 * A named entity in a text.
 *
 * @param start first UTF-16 unit
 * @param end behind the last one; above {@code start}
 * @param kind what it is
 */
public record FoundEntity(int start, int end, EntityKind kind) {}
