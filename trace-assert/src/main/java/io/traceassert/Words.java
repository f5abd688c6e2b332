package io.traceassert;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.pattern.Notation;
import java.util.Collection;
import java.util.stream.Collectors;

/** The small phrases that failures are made of. */
final class Words {

  private static final int MOST_NAMES = 10;

  private Words() {}

  static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  static String isAre(int number) {
    return number == 1 ? "is" : "are";
  }

  static String names(Collection<String> names) {
    return list(names.stream().map(Notation::quoted).toList());
  }

  /** Joins phrases, of many only the first ten. */
  static String list(Collection<String> phrases) {
    String listed = phrases.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
    return phrases.size() <= MOST_NAMES
        ? listed
        : listed + " and " + (phrases.size() - MOST_NAMES) + " more";
  }

  /** A span in a sentence: {@code "POST" [CLIENT]}. */
  static String span(SpanData span) {
    return Notation.quoted(span.getName())
        + (span.getKind() == SpanKind.INTERNAL ? "" : " [" + span.getKind() + "]");
  }

  static String trace(String traceId) {
    return "trace " + shortId(traceId);
  }

  static String shortId(String id) {
    return id.substring(0, Math.min(8, id.length()));
  }
}
