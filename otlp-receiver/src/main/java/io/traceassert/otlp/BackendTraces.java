package io.traceassert.otlp;

import io.traceassert.CapturedTraces;
import io.traceassert.otlp.backend.Criteria;
import io.traceassert.otlp.backend.Reader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

/**
 * What the readers of all backends share.
 *
 * @param <SELF> the reader of one
 */
abstract sealed class BackendTraces<SELF> permits JaegerTraces, ZipkinTraces {

  private final Reader reader;

  BackendTraces(Reader reader) {
    this.reader = reader;
  }

  /** Makes a reader of the same backend. */
  abstract SELF with(Reader other);

  /**
   * Returns a reader that sends one more header with each request, for example
   * {@code Authorization}. The value is never printed.
   *
   * @param name its name; a second value for it replaces the first
   * @param value its value
   * @return a reader like this one
   * @throws IllegalArgumentException if the header cannot be sent
   */
  public SELF withHeader(String name, String value) {
    return with(reader.withHeader(name, value));
  }

  /**
   * Returns a reader with another time for one request.
   *
   * @param requestTimeout positive; 5 s unless set
   * @return a reader like this one
   * @throws IllegalArgumentException if it is not positive
   */
  public SELF withRequestTimeout(Duration requestTimeout) {
    return with(reader.withRequestTimeout(requestTimeout));
  }

  /**
   * Returns a reader whose assertions wait longer, or shorter, for what they expect.
   *
   * @param timeout zero or more; 10 s unless set, since services export every 5 s unless
   *     {@code OTEL_BSP_SCHEDULE_DELAY} says otherwise
   * @return a reader like this one
   * @throws IllegalArgumentException if it is negative
   */
  public SELF withTimeout(Duration timeout) {
    return with(reader.withTimeout(timeout));
  }

  /**
   * Returns a reader with another quiet window: how long an answer has to stay the same before an
   * assertion looks at it.
   *
   * @param quietWindow zero or more; 250 ms unless set
   * @return a reader like this one
   * @throws IllegalArgumentException if it is negative
   */
  public SELF withQuietWindow(Duration quietWindow) {
    return with(reader.withQuietWindow(quietWindow));
  }

  /**
   * Reads one trace, when an assertion looks at it.
   *
   * @param traceId 32 hexadecimal digits, or 16 of a short one
   * @return the trace, or nothing while the backend does not have it
   * @throws IllegalArgumentException if it is not a trace id
   */
  public CapturedTraces trace(String traceId) {
    return reader.trace(traceId);
  }

  /**
   * Begins a search: all traces of the last hour, 20 at most, unless it is told more.
   *
   * @return a search
   */
  public TraceSearch search() {
    return new TraceSearch(reader, Criteria.ANY);
  }

  /**
   * Returns the services that the backend knows now.
   *
   * @return their names, sorted; Zipkin has them in lower case
   * @throws UncheckedIOException if they cannot be read; the message says why
   */
  public List<String> services() {
    return reader.names(reader.backend().servicesPath());
  }

  /**
   * Returns the names of the spans of a service that the backend knows now.
   *
   * @param service as {@link #services()} has it
   * @return the names, sorted; none if it does not know the service
   * @throws UncheckedIOException if they cannot be read; the message says why
   */
  public List<String> operations(String service) {
    return reader.names(reader.backend().operationsPath(service));
  }

  /** Returns the name and the address, without headers. */
  @Override
  public String toString() {
    return reader.backend().product() + " at " + reader.connection();
  }
}
