package io.mailpulse.local.lines;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What a verb does with lines.
 *
 * @param <Q> the question that a line asks
 */
public interface LineVerb<Q> {

  /**
   * Reads the question of one line.
   *
   * @throws InvalidLineException if a field is missing or of another type
   */
  Q read(LineFields fields) throws InvalidLineException;

  /**
   * Answers a batch.
   *
   * @param questions at least one, at most {@link JsonLines#BATCH}
   * @return one answer per question, in the same order, without the id
   */
  List<ObjectNode> answer(List<Q> questions);
}
