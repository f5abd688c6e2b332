package io.traceassert.text;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The small phrases that failures are made of. */
public final class Words {

  private static final int MOST_NAMES = 10;
  private static final AttributeKey<String> SERVICE_NAME = AttributeKey.stringKey("service.name");

  private Words() {}

  /**
   * Counts things.
   *
   * @param number how many
   * @param noun what they are, in the singular
   * @return {@code 1 span}, {@code 2 spans}
   */
  public static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /**
   * Chooses the verb for a number.
   *
   * @param number how many
   * @return {@code is} or {@code are}
   */
  public static String isAre(int number) {
    return number == 1 ? "is" : "are";
  }

  /**
   * Joins names, quoted; of many only the first ten.
   *
   * @param names any texts
   * @return the list
   */
  public static String names(Collection<String> names) {
    return list(names.stream().map(Notation::quoted).toList());
  }

  /**
   * Joins phrases, of many only the first ten.
   *
   * @param phrases any texts
   * @return the list
   */
  public static String list(Collection<String> phrases) {
    String listed = phrases.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
    return phrases.size() <= MOST_NAMES
        ? listed
        : listed + " and " + (phrases.size() - MOST_NAMES) + " more";
  }

  /**
   * Joins entries, of many only the first ten.
   *
   * @param entries any keys and values
   * @return {@code a=1, b=2}, or {@code no entries}
   */
  public static String entries(Map<String, String> entries) {
    return entries.isEmpty()
        ? "no entries"
        : list(entries.entrySet().stream()
            .map(entry ->
                Notation.escaped(entry.getKey()) + "=" + Notation.escaped(entry.getValue()))
            .toList());
  }

  /**
   * Names a span in a sentence: {@code "POST" [CLIENT]}.
   *
   * @param span any span
   * @return its name, and its kind unless that is INTERNAL
   */
  public static String span(SpanData span) {
    return Notation.quoted(span.getName())
        + (span.getKind() == SpanKind.INTERNAL ? "" : " [" + span.getKind() + "]");
  }

  /**
   * Says of spans that nobody knows whose they are.
   *
   * @param names of the spans, at least one
   * @return one line for the notes of a capture
   */
  public static String belongToNoTest(Collection<String> names) {
    return (names.size() == 1
            ? "1 span belongs to no test, since several were recording when its trace began: "
            : names.size()
                + " spans belong to no test, since several were recording when their traces began: ")
        + names(names);
  }

  /**
   * Names the service of a span.
   *
   * @param span any span
   * @return {@code service.name} of its resource; empty if there is none
   */
  public static String service(SpanData span) {
    return Objects.requireNonNullElse(span.getResource().getAttribute(SERVICE_NAME), "");
  }

  /**
   * Says of the parent of a span that it is missing.
   *
   * @param span a span whose parent was not captured
   * @return {@code 1a2b3c4d was not captured}, and whether it is remote
   */
  public static String uncapturedParent(SpanData span) {
    String remote = span.getParentSpanContext().isRemote() ? " is remote and" : "";
    return shortId(span.getParentSpanId()) + remote + " was not captured";
  }

  /**
   * Names a trace in a sentence.
   *
   * @param traceId its id
   * @return {@code trace 4bf92f35}
   */
  public static String trace(String traceId) {
    return "trace " + shortId(traceId);
  }

  /**
   * Shortens an id.
   *
   * @param id hexadecimal digits
   * @return the first eight of them
   */
  public static String shortId(String id) {
    return id.substring(0, Math.min(8, id.length()));
  }
}
