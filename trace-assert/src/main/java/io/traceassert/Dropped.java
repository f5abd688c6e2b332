package io.traceassert;

import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.text.Words;
import io.traceassert.trace.SpanCounts;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How many things of one sort the span limits of the SDK dropped.
 *
 * @param noun one of them
 * @param of what they are part of, if not of the span itself
 * @param number how many were dropped
 * @param total how many were recorded
 * @param limit their limit
 */
record Dropped(String noun, String of, int number, int total, SpanLimit limit) {

  static Dropped attributes(SpanData span) {
    return of(
        "attribute",
        "",
        span.getAttributes().size(),
        span.getTotalAttributeCount(),
        SpanLimit.ATTRIBUTES);
  }

  static Dropped events(SpanData span) {
    return of(
        "event", "", span.getEvents().size(), span.getTotalRecordedEvents(), SpanLimit.EVENTS);
  }

  static Dropped links(SpanData span) {
    return of("link", "", span.getLinks().size(), span.getTotalRecordedLinks(), SpanLimit.LINKS);
  }

  static Dropped attributes(EventData event, String phrase) {
    return of(
        "attribute",
        " of " + phrase,
        event.getAttributes().size(),
        event.getTotalAttributeCount(),
        SpanLimit.ATTRIBUTES_PER_EVENT);
  }

  static Dropped attributes(LinkData link, String phrase) {
    return of(
        "attribute",
        " of " + phrase,
        link.getAttributes().size(),
        link.getTotalAttributeCount(),
        SpanLimit.ATTRIBUTES_PER_LINK);
  }

  /** Spans that were made by hand may say that fewer were recorded than there are. */
  private static Dropped of(String noun, String of, int kept, int total, SpanLimit limit) {
    return new Dropped(noun, of, Math.max(0, total - kept), Math.max(kept, total), limit);
  }

  /** Verifies that nothing of a span was dropped. */
  static @Nullable Failure anything(SpanData span, Scene scene) {
    List<Dropped> dropped = all(span, scene).stream().filter(Dropped::isAny).toList();
    if (dropped.isEmpty()) {
      return null;
    }
    String what = Words.list(dropped.stream().map(Dropped::phrase).toList());
    Set<SpanLimit> limits = new LinkedHashSet<>();
    dropped.forEach(part -> limits.add(part.limit));
    Failure failure = SpanFailure.of(
            span, scene, "the span limits of the SDK dropped " + what, "dropped " + what)
        .advising(SpanLimit.advice(limits));
    return SpanCounts.goneAttributes(span) > SpanCounts.droppedAttributes(span)
        ? failure.because(
            "or an attribute was set twice: the SDK counts it twice, and does not tell the one from the other")
        : failure;
  }

  private static List<Dropped> all(SpanData span, Scene scene) {
    List<Dropped> all = new ArrayList<>(List.of(attributes(span), events(span), links(span)));
    SpanEvents.of(span)
        .forEach(event -> all.add(attributes(event, SpanEvents.phrase(event, span))));
    SpanLink.of(span, scene).forEach(link -> all.add(attributes(link.data(), link.phrase())));
    return all;
  }

  /** Verifies how many were dropped. */
  static @Nullable Failure unless(
      int expected, int actual, String what, Attributed of, Scene scene) {
    String expectation = "dropped %s: expected %d".formatted(what, expected);
    return actual == expected
        ? null
        : of.failure(scene, "%s, but was %d".formatted(expectation, actual), expectation)
            .comparing(expected, actual);
  }

  boolean isAny() {
    return number > 0;
  }

  private String phrase() {
    return "%d of %s%s".formatted(number, Words.count(total, noun), of);
  }

  /** Says how many were dropped. */
  String sentence() {
    return "the span limits of the SDK dropped " + phrase();
  }

  /** Adds that what is missing may have been dropped, if anything was. */
  Failure explainMissing(Failure failure) {
    return isAny() ? explain(failure, "", "what is missing may be among them") : failure;
  }

  /** Adds that an error may have been dropped. */
  Failure explainError(Failure failure, String of) {
    return explain(failure, of, "an error may be among them");
  }

  private Failure explain(Failure failure, String of, String consequence) {
    return failure.because(of + sentence() + ": " + consequence).advising(limit.advice());
  }
}
