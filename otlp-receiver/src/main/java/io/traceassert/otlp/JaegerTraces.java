package io.traceassert.otlp;

import io.traceassert.CapturedTraces;
import io.traceassert.otlp.backend.Criteria;
import io.traceassert.otlp.backend.Jaeger;
import io.traceassert.otlp.backend.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Reads traces back from a running Jaeger, to assert on them as on any others.
 *
 * <pre>{@code
 * JaegerTraces jaeger = JaegerTraces.at(URI.create("http://localhost:16686"));
 *
 * assertThat(jaeger.trace(traceId)).hasSingleTrace().hasShape("…");
 * assertThat(jaeger.search().service("order").attribute("order.id", 42).traces()).hasTraceCount(1);
 * }</pre>
 *
 * <p>Jaeger shows a trace only some time after its spans have ended, and piece by piece. So an
 * assertion asks Jaeger again, less and less often, until it holds or its time is over; and before
 * it looks at all, the answer must have stayed the same for a quiet window. What was read more than
 * a second ago is read again. That nothing is there ({@code hasNoSpans()}) or that something is not
 * in a trace can only be said of what Jaeger has by then: where it matters, first wait for
 * something that was sent later.
 *
 * <p>It is asked by {@code api/v3}, in OTLP, for traces as they were sent: ids, times, types of
 * attributes, events and links are all there.
 *
 * <p>When Jaeger cannot be read, assertions fail with one line that says why and what to do.
 * Immutable, and safe for use by many threads.
 */
public final class JaegerTraces {

  private final Reader reader;

  private JaegerTraces(Reader reader) {
    this.reader = reader;
  }

  /**
   * Makes a reader. Nothing is asked before an assertion looks.
   *
   * @param uri of its query service, such as {@code http://localhost:16686}, with its base path if
   *     it has one
   * @return the reader
   * @throws IllegalArgumentException if it is not an address of HTTP, or has credentials, a query
   *     or a fragment in it
   */
  public static JaegerTraces at(URI uri) {
    return new JaegerTraces(Reader.of(new Jaeger(), uri));
  }

  /**
   * Returns a reader that sends one more header with each request, for example
   * {@code Authorization}. The value is never printed.
   *
   * @param name its name; a second value for it replaces the first
   * @param value its value
   * @return a reader like this one
   * @throws IllegalArgumentException if the header cannot be sent
   */
  public JaegerTraces withHeader(String name, String value) {
    return new JaegerTraces(reader.withHeader(name, value));
  }

  /**
   * Returns a reader with another time for one request.
   *
   * @param requestTimeout positive; 5 s unless set
   * @return a reader like this one
   * @throws IllegalArgumentException if it is not positive
   */
  public JaegerTraces withRequestTimeout(Duration requestTimeout) {
    return new JaegerTraces(reader.withRequestTimeout(requestTimeout));
  }

  /**
   * Returns a reader whose assertions wait longer, or shorter, for what they expect.
   *
   * @param timeout zero or more; 10 s unless set, since services export every 5 s unless
   *     {@code OTEL_BSP_SCHEDULE_DELAY} says otherwise
   * @return a reader like this one
   * @throws IllegalArgumentException if it is negative
   */
  public JaegerTraces withTimeout(Duration timeout) {
    return new JaegerTraces(reader.withTimeout(timeout));
  }

  /**
   * Returns a reader with another quiet window: how long an answer has to stay the same before an
   * assertion looks at it.
   *
   * @param quietWindow zero or more; 250 ms unless set
   * @return a reader like this one
   * @throws IllegalArgumentException if it is negative
   */
  public JaegerTraces withQuietWindow(Duration quietWindow) {
    return new JaegerTraces(reader.withQuietWindow(quietWindow));
  }

  /**
   * Reads one trace, when an assertion looks at it.
   *
   * @param traceId 32 hexadecimal digits, or 16 of a short one
   * @return the trace, or nothing while Jaeger does not have it
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
   * Returns the services that Jaeger knows now.
   *
   * @return their names, sorted
   * @throws UncheckedIOException if they cannot be read; the message says why
   */
  public List<String> services() {
    return reader.names(reader.backend().servicesPath());
  }

  /**
   * Returns the names of the spans of a service that Jaeger knows now.
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
    return "Jaeger at " + reader.connection();
  }
}
