package io.mailpulse.connectors.elasticsearch;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.transport.TransportException;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.elasticsearch.client.ResponseException;

/** What an answer of the cluster means for the documents that it is about. */
enum Verdict {
  /** Written. */
  DONE,
  /** A version at least as new is there already: written before, by us or by a replay. */
  STALE,
  /** The cluster is busy or away: try again later, for as long as it takes. */
  RETRY,
  /** The request as a whole cannot be read: one document of it may be to blame. */
  SPLIT,
  /** This document can never be accepted. */
  REJECT,
  /** We are not let in, or talk to something else: no document is to blame. */
  FATAL;

  private static final int BAD_REQUEST = 400;
  private static final int CONFLICT = 409;
  private static final int TOO_LARGE = 413;
  private static final int TIMEOUT = 408;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;

  /** Meaning of one item's status in a bulk response. */
  static Verdict ofItem(int status) {
    if (status < 300) {
      return DONE;
    }
    if (status == CONFLICT) {
      return STALE;
    }
    return isPassing(status) ? RETRY : REJECT;
  }

  /** Meaning of a failure of the whole request. */
  static Verdict ofRequest(Throwable failure) {
    int status = statusOf(failure);
    if (status > 0) {
      if (isPassing(status)) {
        return RETRY;
      }
      return status == TOO_LARGE || status == BAD_REQUEST ? SPLIT : FATAL;
    }
    return causeOf(failure) instanceof IOException ? RETRY : FATAL;
  }

  /** HTTP status behind a failure, or 0 if there was no answer. */
  static int statusOf(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ElasticsearchException e) {
        return e.status();
      }
      if (cause instanceof ResponseException e) {
        return e.getResponse().getStatusLine().getStatusCode();
      }
      if (cause instanceof TransportException e && e.statusCode() >= 300) {
        return e.statusCode();
      }
    }
    return 0;
  }

  private static boolean isPassing(int status) {
    return status == TOO_MANY || status == TIMEOUT || status >= SERVER_ERROR;
  }

  private static Throwable causeOf(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
