package io.mailpulse.model.text;

/**
 * A sentence as offsets over the given text.
 *
 * @param start first UTF-16 unit, inclusive
 * @param end last UTF-16 unit, exclusive
 * @param paragraph number of the paragraph that it stands in, from 0
 */
public record Sentence(int start, int end, int paragraph) {}
