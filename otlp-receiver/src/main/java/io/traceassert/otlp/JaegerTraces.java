package io.traceassert.otlp;

import io.traceassert.otlp.backend.Jaeger;
import io.traceassert.otlp.backend.Reader;
import java.net.URI;

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
public final class JaegerTraces extends BackendTraces<JaegerTraces> {

  private JaegerTraces(Reader reader) {
    super(reader);
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

  @Override
  JaegerTraces with(Reader other) {
    return new JaegerTraces(other);
  }
}
