package io.traceassert;

import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.propagation.Carrier;
import io.traceassert.trace.Trace;
import java.util.Collection;
import org.assertj.core.annotation.CheckReturnValue;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/**
 * The entry to all assertions on traces. It extends AssertJ's own entry, so that one static import
 * is enough.
 *
 * <pre>{@code
 * import static io.traceassert.TraceAssertions.assertThat;
 *
 * assertThat(traces).hasSingleTrace().span("charge card").hasAttribute("payment.provider", "stripe");
 * }</pre>
 */
public class TraceAssertions extends Assertions {

  /** For subclasses that add assertions of their own. */
  protected TraceAssertions() {}

  /**
   * Begins assertions on what a test captured.
   *
   * @param actual the captured traces
   * @return assertions, which wait for the capture to settle before they look
   */
  @CheckReturnValue
  public static CapturedTracesAssert assertThat(@Nullable CapturedTraces actual) {
    return new CapturedTracesAssert(actual);
  }

  /**
   * Begins assertions on one trace.
   *
   * @param actual the trace
   * @return assertions
   */
  @CheckReturnValue
  public static TraceAssert assertThat(@Nullable Trace actual) {
    return new TraceAssert(actual);
  }

  /**
   * Begins assertions on one span.
   *
   * @param actual the span
   * @return assertions; they know no other span of its trace
   */
  @CheckReturnValue
  public static SpanAssert assertThat(@Nullable SpanData actual) {
    return new SpanAssert(actual);
  }

  /**
   * Begins assertions on the spans of any exporter. The name is another because AssertJ has an
   * {@code assertThat} of its own for collections.
   *
   * <pre>{@code
   * assertThatSpans(exporter.getFinishedSpanItems()).hasSingleTrace().hasRoot("checkout");
   * }</pre>
   *
   * @param actual finished spans of any traces
   * @return assertions on their traces
   */
  @CheckReturnValue
  public static CapturedTracesAssert assertThatSpans(
      @Nullable Collection<? extends SpanData> actual) {
    return assertThat(actual == null ? null : CapturedTraces.of(actual));
  }

  /**
   * Begins assertions on headers. The name is another because AssertJ has an {@code assertThat} of
   * its own for maps and for any object, and because an overload for each library would make the
   * compiler ask for the classes of those that are absent.
   *
   * <pre>{@code
   * assertThatCarrier(server.takeRequest()).continues(assertThat(traces).span("POST"));
   * }</pre>
   *
   * @param actual what has headers; see {@link Carrier#of(Object)}
   * @return assertions
   * @throws IllegalArgumentException if no headers can be read of it
   */
  @CheckReturnValue
  public static CarrierAssert assertThatCarrier(@Nullable Object actual) {
    return new CarrierAssert(actual);
  }

  /**
   * Begins assertions on anything of which a getter reads headers, for example on a message.
   *
   * @param actual what has headers
   * @param getter as propagators use it
   * @return assertions
   */
  @CheckReturnValue
  public static <C> CarrierAssert assertThatCarrier(@Nullable C actual, TextMapGetter<C> getter) {
    return assertThatCarrier(actual == null ? null : Carrier.of(actual, getter));
  }
}
