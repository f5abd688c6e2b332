package io.traceassert;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.text.Durations;
import io.traceassert.text.Notation;
import io.traceassert.text.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/** Assertions on one event of a span. A failure draws the whole trace with the span marked. */
public final class EventAssert extends PartAssert<EventAssert, EventData> {

  EventAssert(
      EventData actual,
      View view,
      Function<Scene, Found<EventData>> selector,
      Function<Scene, Found<SpanData>> owner) {
    super(actual, EventAssert.class, view, selector, owner);
  }

  /**
   * Verifies the name.
   *
   * @param name the expected name
   * @return this
   * @throws TraceAssertionError if the event has another name
   */
  public EventAssert hasName(String name) {
    Arguments.notBlank(name, "name");
    String expectation = "name: expected " + Notation.quoted(name);
    return verify((event, scene) -> event.getName().equals(name)
        ? null
        : attributed(event, scene)
            .failure(
                scene,
                "%s, but was %s".formatted(expectation, Notation.quoted(event.getName())),
                expectation)
            .comparing(name, event.getName()));
  }

  /**
   * Verifies the time exactly: use a clock that the test sets, such as a {@code TestClock}.
   *
   * @param time the expected time
   * @return this
   * @throws TraceAssertionError if the event was recorded with another time; the message has both,
   *     and how far they are from the start of the span
   */
  public EventAssert isAt(Instant time) {
    requireNonNull(time, "time");
    return verify((event, scene) -> {
      Instant actual = instant(event.getEpochNanos());
      return actual.equals(time) ? null : otherTime(event, time, actual, scene);
    });
  }

  /**
   * Verifies the time exactly: use a clock that the test sets, such as a {@code TestClock}.
   *
   * @param epochNanos the expected time, in nanoseconds since 1970-01-01T00:00:00Z, as
   *     {@code TestClock.now()} returns it
   * @return this
   * @throws TraceAssertionError if the event was recorded with another time; the message has both,
   *     and how far they are from the start of the span
   */
  public EventAssert isAt(long epochNanos) {
    return isAt(instant(epochNanos));
  }

  private Failure otherTime(EventData event, Instant expected, Instant actual, Scene scene) {
    Instant start = instant(ownerIn(scene).getStartEpochNanos());
    String expectedOffset = offset(start, expected);
    return attributed(event, scene)
        .failure(
            scene,
            "time: expected %s, but was %s".formatted(expected, actual),
            "time: expected " + expectedOffset)
        .because("from the start of the span: expected %s, but was %s"
            .formatted(expectedOffset, offset(start, actual)))
        .comparing(expected, actual);
  }

  private static Instant instant(long epochNanos) {
    return Instant.ofEpochSecond(0, epochNanos);
  }

  private static String offset(Instant start, Instant time) {
    return SpanEvents.signed(Durations.exact(Duration.between(start, time)));
  }

  @Override
  Attributed attributed(EventData event, Scene scene) {
    SpanData span = ownerIn(scene);
    String phrase = SpanEvents.phrase(event, span);
    return new Attributed(
        phrase + " of span " + Words.span(span),
        phrase + ": ",
        span,
        event.getAttributes(),
        Dropped.attributes(event, phrase).number(),
        SpanLimit.ATTRIBUTES_PER_EVENT);
  }

  @Override
  EventAssert on(EventData value, View view, Function<Scene, Found<EventData>> selector) {
    return new EventAssert(value, view, selector, owner());
  }
}
