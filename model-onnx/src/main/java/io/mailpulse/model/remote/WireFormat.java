package io.mailpulse.model.remote;

import java.io.IOException;
import java.util.List;

/** How texts become a request, and a response logits. */
interface WireFormat {

  /** Body of the request for some normalised texts. */
  byte[] request(List<String> texts) throws IOException;

  /**
   * Reads a response.
   *
   * @param body of a response with status 200
   * @param rows texts that were asked about
   * @return logits per text, head and label; a head that the server does not have is null
   * @throws IOException if the body is not what the format promises
   */
  float[][][] response(byte[] body, int rows) throws IOException;
}
