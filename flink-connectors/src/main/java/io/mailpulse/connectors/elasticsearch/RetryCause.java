package io.mailpulse.connectors.elasticsearch;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** What the cluster waits for before it takes a document: a state that passes. */
enum RetryCause {
  /** No answer: away, restarting, or the connection broke. */
  UNREACHABLE,
  /** Busy: queues are full, or a circuit breaker is open. */
  OVERLOADED,
  /** An error of the cluster's own, or shards that are not there. */
  FAILING,
  /** A write block on the index or the cluster, set by hand, by a full disk or by a migration. */
  WRITE_BLOCK("cluster_block_exception"),
  /** The index is closed. */
  INDEX_CLOSED("index_closed_exception"),
  /** The cluster has no room for the shards of a new index. */
  SHARD_LIMIT("validation_exception"),
  /** The index is not there and may not be created on the way, or an alias has no write index. */
  NO_INDEX("index_not_found_exception"),
  /** We are not let in, or may not write there. */
  RIGHTS("security_exception"),
  /** The index template is not there and we may not install it, or it is refused. */
  NO_TEMPLATE,
  /** An answer that nobody expects of a search cluster: a proxy, another service. */
  NOT_A_CLUSTER,
  /** The dead letter of a document was not accepted. */
  DEAD_LETTERS;

  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int TIMEOUT = 408;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;

  private final Set<String> types;
  private final String wireName = name().toLowerCase(Locale.ROOT).replace('_', '-');

  RetryCause(String... types) {
    this.types = Set.of(types);
  }

  /** The name in metrics. */
  String wireName() {
    return wireName;
  }

  /** Whether an error of a type passes, whatever its status. */
  static boolean isPassing(int status, String type, String reason) {
    return isPassing(status) || named(type) != null || isOfConfiguration(type, reason);
  }

  private static boolean isPassing(int status) {
    return status == TOO_MANY
        || status == TIMEOUT
        || status == UNAUTHORIZED
        || status == FORBIDDEN
        || status == NOT_FOUND
        || status >= SERVER_ERROR;
  }

  /** The cause behind a status and the cluster's own name of the error; the name may be null. */
  static RetryCause of(int status, String type) {
    RetryCause named = named(type);
    if (named != null) {
      return named;
    }
    return switch (status) {
      case 0 -> UNREACHABLE;
      case TOO_MANY, TIMEOUT -> OVERLOADED;
      case UNAUTHORIZED, FORBIDDEN -> RIGHTS;
      case NOT_FOUND -> NO_INDEX;
      default -> status >= SERVER_ERROR ? FAILING : NOT_A_CLUSTER;
    };
  }

  /** Illegal arguments are of the document, but for those that name what an operator sets up. */
  private static boolean isOfConfiguration(String type, String reason) {
    return "illegal_argument_exception".equals(type)
        && reason != null
        && (reason.startsWith("no write index is defined for alias")
            || reason.startsWith("pipeline with id ["));
  }

  private static RetryCause named(String type) {
    return type == null
        ? null
        : Arrays.stream(values())
            .filter(cause -> cause.types.contains(type))
            .findFirst()
            .orElse(null);
  }
}
