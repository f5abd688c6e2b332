package io.traceassert.memory;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.common.Clock;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.traceassert.CapturedTraces;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Options of a {@link TraceCapture}. Those of the SDK have the names and the meaning that they have
 * in the builders of {@code SdkTracerProvider} and {@code OpenTelemetrySdk}; they concern the SDKs
 * that the capture makes, not one to which its span processor is added.
 */
public final class TraceCaptureBuilder {

  Sampler sampler = Sampler.parentBased(Sampler.alwaysOn());
  Resource resource = Resource.getDefault();
  ContextPropagators propagators = ContextPropagators.create(TextMapPropagator.composite(
      W3CTraceContextPropagator.getInstance(), W3CBaggagePropagator.getInstance()));
  SpanLimits spanLimits = SpanLimits.getDefault();
  Supplier<IdGenerator> idGenerators = IdGenerator::random;
  Clock clock = Clock.getDefault();
  Duration settleTimeout = CapturedTraces.DEFAULT_SETTLE_TIMEOUT;
  boolean originsOfAllSpans;
  boolean stampsBaggage;

  private final List<SpanProcessor> processors = new ArrayList<>();
  private final List<SpanExporter> exporters = new ArrayList<>();

  TraceCaptureBuilder() {}

  private TraceCaptureBuilder(TraceCaptureBuilder other) {
    sampler = other.sampler;
    resource = other.resource;
    propagators = other.propagators;
    spanLimits = other.spanLimits;
    idGenerators = other.idGenerators;
    clock = other.clock;
    settleTimeout = other.settleTimeout;
    originsOfAllSpans = other.originsOfAllSpans;
    stampsBaggage = other.stampsBaggage;
    processors.addAll(other.processors);
    exporters.addAll(other.exporters);
  }

  /**
   * Sets which spans are captured. Default: all whose parent is sampled, and all without a parent.
   *
   * @param sampler asked for each span; what it drops is counted
   * @return this
   */
  public TraceCaptureBuilder setSampler(Sampler sampler) {
    this.sampler = requireNonNull(sampler, "sampler");
    return this;
  }

  /**
   * Sets the resource of all services. Default: {@link Resource#getDefault()}.
   *
   * @param resource its {@code service.name} is replaced where a service has a name of its own
   * @return this
   */
  public TraceCaptureBuilder setResource(Resource resource) {
    this.resource = requireNonNull(resource, "resource");
    return this;
  }

  /**
   * Sets how the trace context travels. Default: W3C Trace Context and W3C Baggage.
   *
   * @param propagators the propagators
   * @return this
   */
  public TraceCaptureBuilder setPropagators(ContextPropagators propagators) {
    this.propagators = requireNonNull(propagators, "propagators");
    return this;
  }

  /**
   * Sets how much a span may hold. Default: {@link SpanLimits#getDefault()}.
   *
   * @param spanLimits the limits
   * @return this
   */
  public TraceCaptureBuilder setSpanLimits(SpanLimits spanLimits) {
    this.spanLimits = requireNonNull(spanLimits, "spanLimits");
    return this;
  }

  /**
   * Sets the source of ids. Default: random.
   *
   * @param idGenerator shared by all services
   * @return this
   */
  public TraceCaptureBuilder setIdGenerator(IdGenerator idGenerator) {
    requireNonNull(idGenerator, "idGenerator");
    idGenerators = () -> idGenerator;
    return this;
  }

  /**
   * Makes ids the same in each run and in each capture, as long as spans are started in the same
   * order.
   *
   * @return this
   */
  public TraceCaptureBuilder useDeterministicIds() {
    idGenerators = DeterministicIds::new;
    return this;
  }

  /**
   * Sets the clock of spans, for example sdk-testing's {@code TestClock}. Default: the system's.
   *
   * @param clock shared by all services
   * @return this
   */
  public TraceCaptureBuilder setClock(Clock clock) {
    this.clock = requireNonNull(clock, "clock");
    return this;
  }

  /**
   * Adds a processor behind the capture. What it throws is noted in failures and reaches neither
   * the application nor the capture.
   *
   * @param processor shared by all services
   * @return this
   */
  public TraceCaptureBuilder addSpanProcessor(SpanProcessor processor) {
    processors.add(requireNonNull(processor, "processor"));
    return this;
  }

  /**
   * Adds an exporter, which gets each sampled span as it ends. What it throws, or does not succeed
   * in, is noted in failures.
   *
   * @param exporter shared by all services
   * @return this
   */
  public TraceCaptureBuilder addSpanExporter(SpanExporter exporter) {
    exporters.add(requireNonNull(exporter, "exporter"));
    return this;
  }

  /**
   * Records for every span, and not only for roots, which line of code started it. Costs some
   * microseconds a span.
   *
   * @return this
   */
  public TraceCaptureBuilder recordOriginsOfAllSpans() {
    originsOfAllSpans = true;
    return this;
  }

  /**
   * Puts an entry into the baggage of each test, by which a trace is known to be that test's even
   * if it begins anew behind a queue that hands on no trace context. The propagators of the
   * application must carry W3C Baggage, and the consumer must begin the trace under what it has
   * extracted. Only where several tests share this capture and run in parallel is it of use.
   *
   * <p>The entry is {@code traceassert.test}, with a value that is new for each recording; it is
   * sent wherever the application sends its baggage.
   *
   * @return this
   */
  public TraceCaptureBuilder stampBaggage() {
    stampsBaggage = true;
    return this;
  }

  /**
   * Sets how long an assertion waits for the capture to settle. Default: 5 seconds.
   *
   * @param settleTimeout zero does not wait
   * @return this
   * @throws IllegalArgumentException if the duration is negative
   */
  public TraceCaptureBuilder setSettleTimeout(Duration settleTimeout) {
    if (requireNonNull(settleTimeout, "settleTimeout").isNegative()) {
      throw new IllegalArgumentException(
          "settleTimeout must not be negative, but is " + settleTimeout);
    }
    this.settleTimeout = settleTimeout;
    return this;
  }

  /**
   * Makes a capture. The builder can be used again; captures do not share anything but the objects
   * that were set.
   *
   * @return a new capture, to be closed
   */
  public TraceCapture build() {
    return new TraceCapture(new TraceCaptureBuilder(this));
  }

  List<SpanProcessor> guardedProcessors(Faults faults) {
    List<SpanProcessor> guarded = new ArrayList<>();
    processors.forEach(
        processor -> guarded.add(Guard.around(processor, SpanProcessor.class, faults)));
    exporters.forEach(exporter -> guarded.add(
        SimpleSpanProcessor.create(Guard.around(exporter, SpanExporter.class, faults))));
    return guarded;
  }
}
