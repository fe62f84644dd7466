package io.mailpulse.lab.training;

import java.util.List;

/**
 * One labelled text of a set.
 *
 * @param source name of the set in the recipe
 * @param language ISO 639-1 code, or the set's own code where there is none
 * @param labels one label, or several where the set allows that; never empty
 * @param text as published, not normalised
 */
public record LabelledText(String source, String language, List<String> labels, String text) {}
