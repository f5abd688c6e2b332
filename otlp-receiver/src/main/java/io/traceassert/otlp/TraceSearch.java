package io.traceassert.otlp;

import static java.util.Objects.requireNonNull;

import io.traceassert.CapturedTraces;
import io.traceassert.otlp.backend.Criteria;
import io.traceassert.otlp.backend.Reader;
import java.time.Duration;
import java.time.Instant;

/**
 * Which traces to read from a backend: those of which one span fulfils all that is said here.
 *
 * <pre>{@code
 * assertThat(jaeger.search()
 *         .service("order")
 *         .operation("POST /orders")
 *         .attribute("http.response.status_code", 500)
 *         .traces())
 *     .hasSingleTrace();
 * }</pre>
 *
 * <p>Whole traces are read, with the spans that fulfil nothing. Immutable: each method returns a
 * search that is narrower.
 */
public final class TraceSearch {

  private final Reader reader;
  private final Criteria criteria;

  TraceSearch(Reader reader, Criteria criteria) {
    this.reader = reader;
    this.criteria = criteria;
  }

  /**
   * Says which service the span is of. Some storages need that for anything else.
   *
   * @param name {@code service.name}
   * @return a narrower search
   * @throws IllegalArgumentException if it is blank
   */
  public TraceSearch service(String name) {
    return with(criteria.withService(name));
  }

  /**
   * Says what the span is called.
   *
   * @param name its whole name
   * @return a narrower search
   * @throws IllegalArgumentException if it is blank
   */
  public TraceSearch operation(String name) {
    return with(criteria.withOperation(name));
  }

  /**
   * Says that the span, its scope or its resource has an attribute. Its type is not looked at: 500
   * is "500". Jaeger searches by attributes from 2.19 on; of what an older one returns, the traces
   * with the attribute are taken, and a failure says so when there may be more.
   *
   * @param key its name
   * @param value a text, a number or a boolean
   * @return a narrower search, with all attributes said so far
   * @throws IllegalArgumentException if the key is blank, or the value of another type
   */
  public TraceSearch attribute(String key, Object value) {
    return with(criteria.withAttribute(key, value));
  }

  /**
   * Says when the span began at the earliest.
   *
   * @param time an hour before the search unless set
   * @return a narrower search
   */
  public TraceSearch startedAfter(Instant time) {
    return with(criteria.withAfter(time));
  }

  /**
   * Says when the span began at the latest.
   *
   * @param time the time of the search unless set
   * @return a narrower search
   */
  public TraceSearch startedBefore(Instant time) {
    return with(criteria.withBefore(time));
  }

  /**
   * Says how long the span took, to the microsecond.
   *
   * @param min at least, zero or more
   * @param max at most
   * @return a narrower search
   * @throws IllegalArgumentException if one is negative, or they are the wrong way round
   */
  public TraceSearch lasting(Duration min, Duration max) {
    return with(criteria.withDuration(requireNonNull(min, "min"), requireNonNull(max, "max")));
  }

  /**
   * Says how long the span took at least, to the microsecond.
   *
   * @param min zero or more
   * @return a narrower search
   * @throws IllegalArgumentException if it is negative
   */
  public TraceSearch lastingAtLeast(Duration min) {
    return with(criteria.withDuration(requireNonNull(min, "min"), criteria.most()));
  }

  /**
   * Says how long the span took at most, to the microsecond.
   *
   * @param max zero or more
   * @return a narrower search
   * @throws IllegalArgumentException if it is negative
   */
  public TraceSearch lastingAtMost(Duration max) {
    return with(criteria.withDuration(criteria.least(), requireNonNull(max, "max")));
  }

  /**
   * Says how many traces the backend returns at most.
   *
   * @param traces 1 or more; 20 unless set
   * @return a search
   * @throws IllegalArgumentException if it is not positive
   */
  public TraceSearch limit(int traces) {
    return with(criteria.withLimit(traces));
  }

  /**
   * Searches, when an assertion looks at the traces.
   *
   * @return the traces that are found, which change as more arrive
   */
  public CapturedTraces traces() {
    return reader.search(criteria);
  }

  /** Says what is searched for, with secrets masked. */
  @Override
  public String toString() {
    return "search for " + criteria;
  }

  private TraceSearch with(Criteria narrower) {
    return new TraceSearch(reader, narrower);
  }
}
