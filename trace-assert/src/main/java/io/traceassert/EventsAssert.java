package io.traceassert;

import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
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
public final class EventsAssert extends PartsAssert<EventsAssert, EventData, EventAssert> {

  EventsAssert(
      List<EventData> actual, View view, Function<Scene, Found<List<EventData>>> selector) {
    super(actual, EventsAssert.class, view, selector);
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

  private EventsAssert check(BiFunction<SpanEvents, Scene, @Nullable Failure> check) {
    return verify((events, scene) -> check.apply((SpanEvents) events, scene));
  }

  @Override
  EventAssert part(
      EventData event,
      View view,
      Function<Scene, Found<EventData>> selector,
      Function<Scene, Found<SpanData>> owner) {
    return new EventAssert(event, view, selector, owner);
  }

  @Override
  EventsAssert on(
      List<EventData> value, View view, Function<Scene, Found<List<EventData>>> selector) {
    return new EventsAssert(value, view, selector);
  }
}
