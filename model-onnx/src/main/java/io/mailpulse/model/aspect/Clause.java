package io.mailpulse.model.aspect;

/**
 * A part of a sentence that mentions aspects and has one feeling about them.
 *
 * @param text normalised; all of the sentence where it was not cut
 * @param aspects bit {@code i} set for aspect {@code i} of the list, never 0
 * @param sentence index of the sentence in its text
 * @param whole whether it is the whole sentence
 * @param bare whether it is little more than the aspect's name, so that what is felt about it may
 *     stand elsewhere in the sentence
 */
public record Clause(String text, long aspects, int sentence, boolean whole, boolean bare) {}
