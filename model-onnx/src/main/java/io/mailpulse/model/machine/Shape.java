package io.mailpulse.model.machine;

/** What a line looks like by itself. */
enum Shape {
  /** Somebody may have written it. */
  PROSE,
  /** A machine's, if a line beside it is one too. */
  LIKELY,
  /** A machine's. */
  MACHINE
}
