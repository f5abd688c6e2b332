package io.traceassert.otlp;

import io.traceassert.CapturedTraces;
import io.traceassert.otlp.backend.Criteria;
import io.traceassert.otlp.backend.Reader;
import io.traceassert.otlp.backend.Zipkin;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Reads traces back from a running Zipkin, to assert on them as on any others.
 *
 * <pre>{@code
 * ZipkinTraces zipkin = ZipkinTraces.at(URI.create("http://localhost:9411"));
 *
 * assertThat(zipkin.trace(traceId)).hasSingleTrace().hasShape("…");
 * assertThat(zipkin.search().service("order").attribute("order.id", 42).traces()).hasTraceCount(1);
 * }</pre>
 *
 * <p>Zipkin shows a trace only some time after its spans have ended, and piece by piece. So an
 * assertion asks Zipkin again, less and less often, until it holds or its time is over; and before
 * it looks at all, the answer must have stayed the same for a quiet window. What was read more than
 * a second ago is read again. That nothing is there ({@code hasNoSpans()}) or that something is not
 * in a trace can only be said of what Zipkin has by then: where it matters, first wait for
 * something that was sent later.
 *
 * <p>Zipkin keeps less than was sent: names of spans and of services in lower case, all attributes
 * as texts ({@code http.response.status_code="500"} in a pattern), times in microseconds, of the
 * resource only the service, and no links, trace state or schema URLs. Each failure says so.
 *
 * <p>When Zipkin cannot be read, assertions fail with one line that says why and what to do.
 * Immutable, and safe for use by many threads.
 */
public final class ZipkinTraces {

  private final Reader reader;

  private ZipkinTraces(Reader reader) {
    this.reader = reader;
  }

  /**
   * Makes a reader. Nothing is asked before an assertion looks.
   *
   * @param uri of its server, such as {@code http://localhost:9411}, with its base path if it has
   *     one
   * @return the reader
   * @throws IllegalArgumentException if it is not an address of HTTP, or has credentials, a query
   *     or a fragment in it
   */
  public static ZipkinTraces at(URI uri) {
    return new ZipkinTraces(Reader.of(new Zipkin(), uri));
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
  public ZipkinTraces withHeader(String name, String value) {
    return new ZipkinTraces(reader.withHeader(name, value));
  }

  /**
   * Returns a reader with another time for one request.
   *
   * @param requestTimeout positive; 5 s unless set
   * @return a reader like this one
   * @throws IllegalArgumentException if it is not positive
   */
  public ZipkinTraces withRequestTimeout(Duration requestTimeout) {
    return new ZipkinTraces(reader.withRequestTimeout(requestTimeout));
  }

  /**
   * Returns a reader whose assertions wait longer, or shorter, for what they expect.
   *
   * @param timeout zero or more; 10 s unless set, since services export every 5 s unless
   *     {@code OTEL_BSP_SCHEDULE_DELAY} says otherwise
   * @return a reader like this one
   * @throws IllegalArgumentException if it is negative
   */
  public ZipkinTraces withTimeout(Duration timeout) {
    return new ZipkinTraces(reader.withTimeout(timeout));
  }

  /**
   * Returns a reader with another quiet window: how long an answer has to stay the same before an
   * assertion looks at it.
   *
   * @param quietWindow zero or more; 250 ms unless set
   * @return a reader like this one
   * @throws IllegalArgumentException if it is negative
   */
  public ZipkinTraces withQuietWindow(Duration quietWindow) {
    return new ZipkinTraces(reader.withQuietWindow(quietWindow));
  }

  /**
   * Reads one trace, when an assertion looks at it.
   *
   * @param traceId 32 hexadecimal digits, or 16 of a short one
   * @return the trace, or nothing while Zipkin does not have it
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
   * Returns the services that Zipkin knows now.
   *
   * @return their names, sorted, in lower case
   * @throws UncheckedIOException if they cannot be read; the message says why
   */
  public List<String> services() {
    return reader.names(reader.backend().servicesPath());
  }

  /**
   * Returns the names of the spans of a service that Zipkin knows now.
   *
   * @param service as {@link #services()} has it
   * @return the names, sorted, in lower case; none if it does not know the service
   * @throws UncheckedIOException if they cannot be read; the message says why
   */
  public List<String> operations(String service) {
    return reader.names(reader.backend().operationsPath(service));
  }

  /** Returns the name and the address, without headers. */
  @Override
  public String toString() {
    return "Zipkin at " + reader.connection();
  }
}
