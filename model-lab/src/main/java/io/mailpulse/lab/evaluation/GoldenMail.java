package io.mailpulse.lab.evaluation;

/**
 * One labelled mail of the golden set.
 *
 * @param id never given to another text; decides the half
 * @param language ISO 639-1 code
 * @param kind what is hard about it
 * @param label negative, neutral or positive
 * @param text what the sender wrote
 */
public record GoldenMail(String id, String language, String kind, String label, String text) {}
