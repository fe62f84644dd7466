package io.mailpulse.model.text;

/**
 * A run of whole sentences that a model reads at once.
 *
 * @param first index of the first sentence
 * @param last index after the last sentence
 * @param tokens what the sentences count together, special tokens left out
 */
public record Window(int first, int last, int tokens) {}
