package io.traceassert;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.trace.Trace;
import org.assertj.core.api.InstanceOfAssertFactory;

/**
 * Leads from AssertJ's assertions to ours.
 *
 * <pre>{@code
 * assertThat(exported).first(as(SPAN_DATA)).hasKind(SERVER);
 * }</pre>
 */
public final class TraceAssertFactories {

  /** Makes assertions on a span. */
  public static final InstanceOfAssertFactory<SpanData, SpanAssert> SPAN_DATA =
      new InstanceOfAssertFactory<>(SpanData.class, SpanAssert::new);

  /** Makes assertions on a trace. */
  public static final InstanceOfAssertFactory<Trace, TraceAssert> TRACE =
      new InstanceOfAssertFactory<>(Trace.class, TraceAssert::new);

  /** Makes assertions on captured traces. */
  public static final InstanceOfAssertFactory<CapturedTraces, CapturedTracesAssert>
      CAPTURED_TRACES =
          new InstanceOfAssertFactory<>(CapturedTraces.class, CapturedTracesAssert::new);

  /**
   * Makes assertions on headers, of whatever has some.
   *
   * <pre>{@code
   * assertThat(requests).last(as(CARRIER)).continues(span);
   * }</pre>
   */
  public static final InstanceOfAssertFactory<Object, CarrierAssert> CARRIER =
      new InstanceOfAssertFactory<>(Object.class, CarrierAssert::new);

  private TraceAssertFactories() {}
}
