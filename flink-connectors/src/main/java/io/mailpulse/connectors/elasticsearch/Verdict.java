package io.mailpulse.connectors.elasticsearch;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.transport.TransportException;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.elasticsearch.client.ResponseException;

/** What an answer of the cluster means for the documents that it is about. */
enum Verdict {
  /** Written. */
  DONE,
  /** A version at least as new is there already: written before, by us or by a replay. */
  STALE,
  /** The cluster cannot take it as it is now: try again later, for as long as it takes. */
  RETRY,
  /** The request as a whole cannot be read: one document of it may be to blame. */
  SPLIT,
  /** This document can never be accepted. */
  REJECT,
  /** A bug of ours. */
  FATAL;

  private static final int BAD_REQUEST = 400;
  private static final int CONFLICT = 409;
  private static final int TOO_LARGE = 413;

  /**
   * Meaning of one item in a bulk response.
   *
   * @param type the cluster's name of the error, or null
   * @param reason its text, or null; only looked at, never kept, since it may quote the mail
   */
  static Verdict ofItem(int status, String type, String reason) {
    if (status < 300) {
      return DONE;
    }
    if (status == CONFLICT) {
      return STALE;
    }
    return RetryCause.isPassing(status, type, reason) ? RETRY : REJECT;
  }

  /** Meaning of a failure of the whole request. */
  static Verdict ofRequest(Throwable failure) {
    int status = statusOf(failure);
    if (status == TOO_LARGE) {
      return SPLIT;
    }
    if (status == BAD_REQUEST) {
      String type = typeOf(failure);
      // Without a name of the error it is no cluster that finds our request bad, but a proxy.
      return type == null || RetryCause.isPassing(status, type, null) ? RETRY : SPLIT;
    }
    return status > 0 || isOfTheConnection(causeOf(failure)) ? RETRY : FATAL;
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

  /** The cluster's name of the error behind a failure, or null. */
  static String typeOf(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ElasticsearchException e) {
        return e.error().type();
      }
    }
    return null;
  }

  private static boolean isOfTheConnection(Throwable cause) {
    return cause instanceof IOException
        || cause instanceof TimeoutException
        || cause instanceof CancellationException;
  }

  private static Throwable causeOf(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
