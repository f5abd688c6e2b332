package io.traceassert;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.traceassert.text.Secrets;
import io.traceassert.trace.SpanCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What tells that a span failed: its status, exceptions that were recorded, {@code error.type}. */
final class SpanErrors {

  private static final AttributeKey<Long> RESPONSE_STATUS_CODE =
      AttributeKey.longKey("http.response.status_code");
  private static final int FIRST_ERROR = 400;

  static final String TYPE = "error.type";

  private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey(TYPE);

  private SpanErrors() {}

  /** Tells whether any of the three is there. */
  static boolean areIn(SpanData span) {
    return hasErrorStatus(span)
        || span.getAttributes().get(ERROR_TYPE) != null
        || !RecordedException.on(span).isEmpty();
  }

  static boolean hasErrorStatus(SpanData span) {
    return span.getStatus().getStatusCode() == StatusCode.ERROR;
  }

  /** Says which of the three are there. */
  static String signs(SpanData span) {
    List<String> signs = new ArrayList<>();
    if (hasErrorStatus(span)) {
      signs.add("status ERROR");
    }
    int exceptions = RecordedException.on(span).size();
    if (exceptions > 0) {
      signs.add(exceptions == 1 ? "an exception" : exceptions + " exceptions");
    }
    if (span.getAttributes().get(ERROR_TYPE) != null) {
      signs.add(TYPE);
    }
    return String.join(" and ", signs).replaceFirst(" and (?=.* and )", ", ");
  }

  /** Says what each of the three is, on one line each. */
  static List<String> details(SpanData span) {
    List<String> details = new ArrayList<>();
    if (hasErrorStatus(span)) {
      details.add("status " + status(span.getStatus()));
    }
    RecordedException.on(span).forEach(recorded -> details.add("recorded " + recorded.phrase()));
    String type = span.getAttributes().get(ERROR_TYPE);
    if (type != null) {
      details.add(TYPE + " " + Secrets.masked(TYPE, type));
    }
    return details;
  }

  /** Says it all in one line, what tells most first. */
  static String summary(SpanData span) {
    return RecordedException.on(span).stream()
        .findFirst()
        .map(RecordedException::phrase)
        .orElseGet(() -> String.join(", ", details(span)));
  }

  static String status(StatusData status) {
    return status.getStatusCode()
        + (status.getDescription().isEmpty()
            ? ""
            : " " + Secrets.masked("status", status.getDescription()));
  }

  /**
   * Tells whether a span hands an error on to its caller: by its status, or as a server that
   * refuses a request, which by the semantic conventions of HTTP leaves its status unset when the
   * mistake is the client's.
   */
  static boolean handOn(SpanData span) {
    return hasErrorStatus(span) || refuses(span);
  }

  private static boolean refuses(SpanData span) {
    Long code = span.getAttributes().get(RESPONSE_STATUS_CODE);
    return span.getKind() == SpanKind.SERVER && code != null && code >= FIRST_ERROR;
  }

  /** Says how a span hands an error on. */
  static String handedOn(SpanData span) {
    return hasErrorStatus(span)
        ? "status ERROR"
        : "answered " + span.getAttributes().get(RESPONSE_STATUS_CODE);
  }

  /** Returns what was dropped, among which an error may have been. */
  static Optional<Dropped> dropped(SpanData span) {
    return droppedEvents(span)
        .or(() -> Optional.of(Dropped.attributes(span))
            .filter(dropped -> SpanCounts.droppedAttributes(span) > 0));
  }

  static Optional<Dropped> droppedEvents(SpanData span) {
    return Optional.of(Dropped.events(span)).filter(Dropped::isAny);
  }
}
