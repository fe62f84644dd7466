package io.mailpulse.mail.segment;

import io.mailpulse.schema.SegmentKind;

/**
 * A run of a body.
 *
 * @param kind whose words these are
 * @param start first UTF-16 unit, inclusive
 * @param end last UTF-16 unit, exclusive
 */
public record TextSegment(SegmentKind kind, int start, int end) {}
