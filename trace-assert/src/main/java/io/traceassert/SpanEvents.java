package io.traceassert;

import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.text.Durations;
import io.traceassert.text.Notation;
import io.traceassert.text.Words;
import java.time.Duration;
import java.util.AbstractList;
import java.util.Comparator;
import java.util.List;

/**
 * The events of a span in time order, those of equal times as they were recorded; or those of one
 * name. Immutable; equal to any list of equal events.
 */
final class SpanEvents extends AbstractList<EventData> {

  private final SpanData span;
  private final List<EventData> events;
  private final String which;

  private SpanEvents(SpanData span, List<EventData> events, String which) {
    this.span = span;
    this.events = events;
    this.which = which;
  }

  static SpanEvents of(SpanData span) {
    List<EventData> sorted = span.getEvents().stream()
        .sorted(Comparator.comparingLong(EventData::getEpochNanos))
        .toList();
    return new SpanEvents(span, sorted, "");
  }

  SpanEvents named(String name) {
    return new SpanEvents(
        span,
        events.stream().filter(event -> event.getName().equals(name)).toList(),
        " " + Notation.quoted(name));
  }

  SpanData span() {
    return span;
  }

  /** Tells whether these are only the events of one name. */
  boolean isNarrowed() {
    return !which.isEmpty();
  }

  List<String> names() {
    return events.stream().map(EventData::getName).toList();
  }

  /** Says which events these are: {@code events "retry"}. */
  String noun() {
    return "events" + which;
  }

  /** Counts events in words: {@code 2 events "retry"}. */
  String count(int size) {
    return (size == 0 ? "no event" : Words.count(size, "event")) + which;
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

  @Override
  public EventData get(int index) {
    return events.get(index);
  }

  @Override
  public int size() {
    return events.size();
  }
}
