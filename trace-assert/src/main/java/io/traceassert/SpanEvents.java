package io.traceassert;

import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.text.Durations;
import io.traceassert.text.Notation;
import io.traceassert.text.Words;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * The events of a span in time order, those of equal times as they were recorded; or those of one
 * name.
 */
final class SpanEvents extends SpanParts<EventData> {

  private SpanEvents(SpanData span, List<EventData> events, String which) {
    super(span, events, "event", which);
  }

  static SpanEvents of(SpanData span) {
    List<EventData> sorted = span.getEvents().stream()
        .sorted(Comparator.comparingLong(EventData::getEpochNanos))
        .toList();
    return new SpanEvents(span, sorted, "");
  }

  SpanEvents named(String name) {
    return new SpanEvents(
        span(),
        stream().filter(event -> event.getName().equals(name)).toList(),
        " " + Notation.quoted(name));
  }

  List<String> names() {
    return stream().map(EventData::getName).toList();
  }

  @Override
  boolean areNone() {
    return span().getEvents().isEmpty();
  }

  @Override
  Failure describe(Failure failure) {
    return areNone()
        ? failure
        : failure.because("its events, from its start: " + SpanEvents.list(span()));
  }

  @Override
  Dropped dropped() {
    return Dropped.events(span());
  }

  /** Names one event so that it can be told from others of the same name. */
  static String phrase(EventData event, SpanData span) {
    boolean single = span.getEvents().stream()
            .filter(other -> other.getName().equals(event.getName()))
            .count()
        == 1;
    String time = single ? "" : " at " + signed(Durations.format(sinceStart(event, span)));
    return "event " + Notation.quoted(event.getName()) + time;
  }

  /** Lists all events of a span with their times. */
  static String list(SpanData span) {
    return Words.list(of(span).stream()
        .map(event -> Notation.quoted(event.getName()) + " "
            + signed(Durations.format(sinceStart(event, span))))
        .toList());
  }

  static Duration sinceStart(EventData event, SpanData span) {
    return Durations.between(span.getStartEpochNanos(), event.getEpochNanos());
  }

  static String signed(String duration) {
    return duration.startsWith("-") ? duration : "+" + duration;
  }
}
