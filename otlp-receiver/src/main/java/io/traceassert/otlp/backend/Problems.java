package io.traceassert.otlp.backend;

import io.traceassert.text.Durations;
import io.traceassert.text.Words;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * What can go wrong with a backend, in words.
 *
 * @param backend what is asked
 * @param connection where it is
 */
record Problems(Backend backend, Connection connection) {

  /** Nothing has come back yet. */
  Problem noAnswerYet() {
    return problem("has not answered yet", backend.advice(), true);
  }

  /** The request failed. */
  Problem of(Throwable thrown) {
    Throwable cause = thrown instanceof CompletionException && thrown.getCause() != null
        ? thrown.getCause()
        : thrown;
    if (cause instanceof HttpTimeoutException) {
      return problem(
          "did not answer within " + Durations.exact(connection.timeout()), backend.advice(), true);
    }
    if (cause instanceof ConnectException) {
      String why = hasCause(cause, UnresolvedAddressException.class)
          ? "its host is unknown"
          : "the connection is refused";
      return problem("cannot be reached: " + why, backend.advice(), true);
    }
    return problem("cannot be read: " + firstLine(cause), backend.advice(), true);
  }

  /** The answer was received in whole, and has no traces. */
  Problem of(Answer answer) {
    int status = answer.status();
    String answered = "answered " + status;
    if (status == 401 || status == 403) {
      return problem(answered + (status == 401 ? " (unauthorized)" : " (forbidden)"), who(), false);
    }
    if (status >= 300 && status < 400) {
      return problem(
          answered + answer.redirect(),
          "Give the address behind it, or, if it is a login, credentials by withHeader(\"Authorization\", …).",
          false);
    }
    if (status == 404) {
      return problem(answered + ": its API is not there", backend.advice(), false);
    }
    boolean passing = status >= 500 || status == 429;
    return problem(
        answered + answer.quotation(),
        passing ? "Its own log says more." : "It does not accept the request.",
        passing);
  }

  /** The answer should have been JSON. */
  Problem unreadable(Answer answer, IOException e) {
    return answer.isHtml()
        ? problem(
            "answered with a page of HTML instead of JSON",
            "Is there a login or a proxy in front of it, or a user interface that answers for an API that is not there? "
                + backend.advice(),
            false)
        : problem("answered what cannot be read: " + firstLine(e), backend.advice(), false);
  }

  private String who() {
    if (connection.headers().isEmpty()) {
      return "It wants credentials: give them by withHeader(\"Authorization\", …).";
    }
    return "The credentials that were sent (%s %s) do not suffice."
        .formatted(
            connection.headers().size() == 1 ? "header" : "headers",
            Words.list(connection.headers().keySet().stream().sorted().toList()));
  }

  private Problem problem(String what, String advice, boolean passing) {
    return new Problem(
        "%s at %s %s".formatted(backend.product(), connection, what), advice, passing);
  }

  private static String firstLine(Throwable thrown) {
    @Nullable String message = thrown.getMessage();
    return message == null || message.isBlank()
        ? thrown.getClass().getSimpleName()
        : message.strip().lines().findFirst().orElseThrow();
  }

  private static boolean hasCause(Throwable thrown, Class<? extends Throwable> type) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }
}
