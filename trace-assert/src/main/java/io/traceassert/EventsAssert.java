package io.traceassert;

import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.text.Words;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.assertj.core.annotation.CheckReturnValue;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on the events of a span, in time order; events of equal times are in the order in
 * which they were recorded.
 *
 * <p>What is said of all events does not hold when the span limits of the SDK dropped some of them.
 */
public final class EventsAssert extends TracingAssert<EventsAssert, List<EventData>> {

  EventsAssert(
      List<EventData> actual, View view, Function<Scene, Found<List<EventData>>> selector) {
    super(actual, EventsAssert.class, view, selector);
  }

  /**
   * Verifies how many events there are.
   *
   * @param size the expected number of events, 0 or more
   * @return this
   * @throws IllegalArgumentException if the size is negative
   * @throws TraceAssertionError if there are more or fewer, or some were dropped
   */
  public EventsAssert hasSize(int size) {
    Arguments.notNegative(size, "size");
    return check((events, scene) -> EventsFailure.size(events, size, scene));
  }

  /**
   * Verifies that there is no event.
   *
   * @return this
   * @throws TraceAssertionError if there is one, or some were dropped
   */
  public EventsAssert isEmpty() {
    return hasSize(0);
  }

  /**
   * Verifies that there is an event.
   *
   * @return this
   * @throws TraceAssertionError if there is none
   */
  public EventsAssert isNotEmpty() {
    return check(EventsFailure::notEmpty);
  }

  /**
   * Verifies that there are events of these names, in any order and among any others. A name given
   * twice asks for two events.
   *
   * <pre>{@code
   * assertThat(traces).span("charge card").events().contains("retry", "retry"); // fails when there is one
   * }</pre>
   *
   * @param names the names, at least one
   * @return this
   * @throws TraceAssertionError if an event is missing, with the nearest names
   */
  public EventsAssert contains(String... names) {
    List<String> expected = Arguments.notBlank(names, "names");
    return check((events, scene) -> EventsFailure.contains(events, expected, scene));
  }

  /**
   * Verifies that there are events of these names in this order, among any others.
   *
   * <pre>{@code
   * assertThat(traces).span("charge card").events().containsSubsequence("declined", "retry"); // fails when the retry came first
   * }</pre>
   *
   * @param names the names in time order, at least one
   * @return this
   * @throws TraceAssertionError if an event is missing, or the order is another
   */
  public EventsAssert containsSubsequence(String... names) {
    List<String> expected = Arguments.notBlank(names, "names");
    return check((events, scene) -> EventsFailure.containsInOrder(events, expected, scene));
  }

  /**
   * Verifies that there are events of exactly these names, in this order.
   *
   * <pre>{@code
   * assertThat(traces).span("charge card").events().containsExactly("declined", "retry"); // fails in another order
   * }</pre>
   *
   * @param names the names in time order, at least one
   * @return this
   * @throws TraceAssertionError if an event is missing, there is another, the order is another, or
   *     some were dropped
   */
  public EventsAssert containsExactly(String... names) {
    List<String> expected = Arguments.notBlank(names, "names");
    return check((events, scene) -> EventsFailure.exactlyInOrder(events, expected, scene));
  }

  /**
   * Verifies that there are events of exactly these names, in any order. A name given twice asks
   * for two events.
   *
   * @param names the names, at least one
   * @return this
   * @throws TraceAssertionError if an event is missing, there is another, or some were dropped
   */
  public EventsAssert containsExactlyInAnyOrder(String... names) {
    List<String> expected = Arguments.notBlank(names, "names");
    return check((events, scene) -> EventsFailure.exactly(events, expected, scene));
  }

  /**
   * Verifies that there is no event of any of these names.
   *
   * @param names the names, at least one
   * @return this
   * @throws TraceAssertionError if there is one, or events were dropped
   */
  public EventsAssert doesNotContain(String... names) {
    List<String> unexpected = Arguments.notBlank(names, "names");
    return check((events, scene) -> EventsFailure.without(events, unexpected, scene));
  }

  /**
   * Goes on to those of the events that have this name; there may be none.
   *
   * @param name the exact name
   * @return assertions on these events
   */
  @CheckReturnValue
  public EventsAssert named(String name) {
    Arguments.notBlank(name, "name");
    return navigate(
        (events, scene) -> Found.value(((SpanEvents) events).named(name)), EventsAssert::new);
  }

  /**
   * Goes on to the first event.
   *
   * @return assertions on that event
   * @throws TraceAssertionError if there is none
   */
  @CheckReturnValue
  public EventAssert first() {
    return element(0);
  }

  /**
   * Goes on to the last event.
   *
   * @return assertions on that event
   * @throws TraceAssertionError if there is none, or some were dropped
   */
  @CheckReturnValue
  public EventAssert last() {
    return event(EventsFailure::last);
  }

  /**
   * Goes on to one event by its place.
   *
   * @param index 0 for the first event
   * @return assertions on that event
   * @throws IllegalArgumentException if the index is negative
   * @throws TraceAssertionError if there are fewer events
   */
  @CheckReturnValue
  public EventAssert element(int index) {
    Arguments.notNegative(index, "index");
    return event((events, scene) -> EventsFailure.element(events, index, scene));
  }

  private EventAssert event(BiFunction<SpanEvents, Scene, Found<EventData>> choice) {
    return navigate(
        (events, scene) -> choice.apply((SpanEvents) events, scene),
        (event, view, path) -> new EventAssert(event, view, path, this::owner));
  }

  private Found<SpanData> owner(Scene scene) {
    return selector().apply(scene).then(events -> Found.value(((SpanEvents) events).span()));
  }

  /**
   * Goes back up to the span.
   *
   * @return assertions on the span that recorded the events
   */
  @CheckReturnValue
  public SpanAssert span() {
    return navigate((events, scene) -> owner(scene), SpanAssert::new);
  }

  private EventsAssert check(BiFunction<SpanEvents, Scene, @Nullable Failure> check) {
    return verify((events, scene) -> check.apply((SpanEvents) events, scene));
  }

  @Override
  String phrase(List<EventData> events, Scene scene) {
    SpanEvents all = (SpanEvents) events;
    return all.noun() + " of span " + Words.span(all.span());
  }

  @Override
  Failure show(Failure failure, List<EventData> events, Scene scene, String comment) {
    SpanEvents all = (SpanEvents) events;
    return failure
        .drawing(scene.traceOf(all.span()))
        .marking(all.span(), all.noun() + ": " + comment);
  }

  @Override
  EventsAssert on(
      List<EventData> value, View view, Function<Scene, Found<List<EventData>>> selector) {
    return new EventsAssert(value, view, selector);
  }
}
