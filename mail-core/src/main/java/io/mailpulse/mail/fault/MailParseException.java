package io.mailpulse.mail.fault;

import io.mailpulse.schema.failure.FailureKind;
import java.io.Serial;
import java.util.Optional;
import java.util.OptionalLong;

/** A mail that could not be read. The message never holds text or addresses of the mail. */
public final class MailParseException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final FailureKind kind;
  private final String limit;
  private final long allowed;
  private final long found;

  private MailParseException(
      FailureKind kind, String message, String limit, long allowed, long found) {
    super(message);
    this.kind = kind;
    this.limit = limit;
    this.allowed = allowed;
    this.found = found;
  }

  /**
   * A breach of a limit.
   *
   * @param limit name of the limit in {@code ParseLimits}
   * @param allowed what it allows
   * @param found what was found, a lower bound when reading stopped there
   */
  public static MailParseException breach(
      FailureKind kind, String limit, long allowed, long found) {
    return new MailParseException(
        kind,
        "mail breaks the limit %s: allowed %d, found %d; raise the limit or use a wider preset"
            .formatted(limit, allowed, found),
        limit,
        allowed,
        found);
  }

  /**
   * A failure that is not a matter of a limit.
   *
   * @param message problem, cause and remedy in one sentence
   */
  public static MailParseException unreadable(FailureKind kind, String message) {
    return new MailParseException(kind, message, null, -1, -1);
  }

  /** Why the mail could not be read. */
  public FailureKind kind() {
    return kind;
  }

  /** Name of the limit that was breached. */
  public Optional<String> limit() {
    return Optional.ofNullable(limit);
  }

  /** What the limit allows. */
  public OptionalLong allowed() {
    return limit == null ? OptionalLong.empty() : OptionalLong.of(allowed);
  }

  /** What was found. */
  public OptionalLong found() {
    return limit == null ? OptionalLong.empty() : OptionalLong.of(found);
  }
}
