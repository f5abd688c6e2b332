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
 * @param setting the method of {@code SpanLimitsBuilder} that sets their limit
 */
record Dropped(String noun, String of, int number, int total, String setting) {

  static Dropped attributes(SpanData span) {
    return of(
        "attribute",
        "",
        span.getAttributes().size(),
        span.getTotalAttributeCount(),
        "setMaxNumberOfAttributes");
  }

  static Dropped events(SpanData span) {
    return of(
        "event",
        "",
        span.getEvents().size(),
        span.getTotalRecordedEvents(),
        "setMaxNumberOfEvents");
  }

  static Dropped links(SpanData span) {
    return of(
        "link", "", span.getLinks().size(), span.getTotalRecordedLinks(), "setMaxNumberOfLinks");
  }

  static Dropped attributes(EventData event, String phrase) {
    return of(
        "attribute",
        " of " + phrase,
        event.getAttributes().size(),
        event.getTotalAttributeCount(),
        "setMaxNumberOfAttributesPerEvent");
  }

  static Dropped attributes(LinkData link, String phrase) {
    return of(
        "attribute",
        " of " + phrase,
        link.getAttributes().size(),
        link.getTotalAttributeCount(),
        "setMaxNumberOfAttributesPerLink");
  }

  /** Spans that were made by hand may say that fewer were recorded than there are. */
  private static Dropped of(String noun, String of, int kept, int total, String setting) {
    return new Dropped(noun, of, Math.max(0, total - kept), Math.max(kept, total), setting);
  }

  /** Verifies that nothing of a span was dropped. */
  static @Nullable Failure anything(SpanData span, Scene scene) {
    List<Dropped> dropped = all(span, scene).stream().filter(Dropped::isAny).toList();
    if (dropped.isEmpty()) {
      return null;
    }
    String what = Words.list(dropped.stream().map(Dropped::phrase).toList());
    Set<String> settings = new LinkedHashSet<>();
    dropped.forEach(part -> settings.add(part.setting));
    Failure failure = SpanFailure.of(
            span, scene, "the span limits of the SDK dropped " + what, "dropped " + what)
        .advising("Raise the limits with SpanLimitsBuilder.%s, or record less."
            .formatted(String.join(", ", settings)));
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

  /** Says that what is missing may have been dropped. */
  String whatIsMissing() {
    return sentence() + ": what is missing may be among them";
  }
}
