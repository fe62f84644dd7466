package io.mailpulse.model.tier;

import io.mailpulse.model.text.Window;
import java.util.List;

/**
 * What a tier says of one passage.
 *
 * @param windows that it read
 * @param windowLogits logits per window, head (in the order of the manifest) and label; a head that
 *     the tier does not have is null
 * @param sentenceLogits sentiment logits per sentence; a tier that does not read sentences singly
 *     gives those of the window
 */
public record Reading(List<Window> windows, float[][][] windowLogits, float[][] sentenceLogits) {}
