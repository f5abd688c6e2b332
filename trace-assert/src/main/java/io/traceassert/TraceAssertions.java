package io.traceassert;

import io.opentelemetry.sdk.trace.data.SpanData;
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
}
