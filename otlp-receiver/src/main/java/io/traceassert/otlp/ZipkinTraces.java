package io.traceassert.otlp;

import io.traceassert.otlp.backend.Reader;
import io.traceassert.otlp.backend.Zipkin;
import java.net.URI;

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
public final class ZipkinTraces extends BackendTraces<ZipkinTraces> {

  private ZipkinTraces(Reader reader) {
    super(reader);
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

  @Override
  ZipkinTraces with(Reader other) {
    return new ZipkinTraces(other);
  }
}
