package io.traceassert.memory;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.traceassert.CapturedTraces;
import io.traceassert.capture.Recording;
import io.traceassert.capture.SpanSource;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Captures the spans of this JVM, either of SDKs that it makes for a test, or of an SDK of the
 * user's to which its {@linkplain #spanProcessor() span processor} is added. All of them share one
 * capture.
 *
 * <pre>{@code
 * try (TraceCapture capture = TraceCapture.create()) {
 *   new Shop(capture.openTelemetry("shop")).order("ramen");
 *   assertThat(capture.traces()).hasSingleTrace().hasRoot("order");
 * }
 * }</pre>
 *
 * <p>It sees starts and ends of spans, not only finished spans, so that it knows when nothing is
 * open any more. Safe for use by many threads.
 */
public final class TraceCapture implements SpanSource, AutoCloseable {

  private static final AttributeKey<String> SERVICE_NAME = AttributeKey.stringKey("service.name");
  private static final long SHUTDOWN_SECONDS = 10;

  private final TraceCaptureBuilder options;
  private final Ledger ledger = new Ledger();
  private final Setup setup;
  private final SpanProcessor processor;
  private final SpanProcessor ownProcessor;
  private final List<SpanProcessor> others;
  private final IdGenerator idGenerator;
  private final MemoryRecording root;
  private final CapturedTraces traces;

  /** By service name; guarded by itself. */
  private final Map<String, OpenTelemetrySdk> sdks = new LinkedHashMap<>();

  TraceCapture(TraceCaptureBuilder options) {
    this.options = options;
    setup = new Setup(options.sampler);
    Ownership ownership = new Ownership(options.stampsBaggage ? new Stamps() : null);
    processor = new CaptureProcessor(this, ledger.log, ownership, options.originsOfAllSpans, null);
    ownProcessor = new CaptureProcessor(
        this, ledger.log, ownership, options.originsOfAllSpans, setup.injections);
    others = options.guardedProcessors(setup.faults);
    idGenerator = options.idGenerators.get();
    root = new MemoryRecording(ledger, ledger.root(), setup, ownership);
    traces = CapturedTraces.of(List.of(root), options.settleTimeout);
  }

  /**
   * Makes a capture with the default options.
   *
   * @return a new capture, to be closed
   */
  public static TraceCapture create() {
    return builder().build();
  }

  /**
   * Begins a capture with other options.
   *
   * @return a new builder
   */
  public static TraceCaptureBuilder builder() {
    return new TraceCaptureBuilder();
  }

  /**
   * Returns the capture that {@code otel.traces.exporter=trace-assert} fills, in an SDK that
   * autoconfigure makes. There is one in a JVM, made at the first use and kept until the JVM ends.
   * It keeps nothing but what belongs to a recording, so that its own {@link #traces()} stay empty.
   *
   * @return the capture, to be recorded from by each test: {@link #record()}, or
   *     {@code TraceExtension.capturing(TraceCapture.autoconfigured())}
   */
  public static TraceCapture autoconfigured() {
    return Autoconfigured.CAPTURE;
  }

  /**
   * Returns the SDK of the service without a name of its own: its resource is the one that was set,
   * or the SDK's default.
   *
   * @return the same instance each time
   */
  public OpenTelemetrySdk openTelemetry() {
    return sdk(options.resource);
  }

  /**
   * Returns the SDK of one service. Several services in one JVM share the capture and all options
   * but the name.
   *
   * @param serviceName becomes {@code service.name} of the resource
   * @return the same instance for the same name
   * @throws IllegalArgumentException if the name is blank
   */
  public OpenTelemetrySdk openTelemetry(String serviceName) {
    if (requireNonNull(serviceName, "serviceName").isBlank()) {
      throw new IllegalArgumentException("serviceName must not be blank");
    }
    return sdk(options.resource.toBuilder().put(SERVICE_NAME, serviceName).build());
  }

  /**
   * Returns the processor to add to an SDK that the application makes. Add it before other
   * processors: one that throws keeps those behind it from seeing the span.
   *
   * @return the same instance each time
   */
  public SpanProcessor spanProcessor() {
    setup.takeProcessor();
    return processor;
  }

  /**
   * Returns what is captured, but for what belongs to a {@linkplain #record() recording}.
   *
   * @return the same instance each time
   */
  public CapturedTraces traces() {
    return traces;
  }

  /**
   * Returns how long an assertion on this capture waits for it to settle.
   *
   * @return zero or more
   */
  public Duration settleTimeout() {
    return options.settleTimeout;
  }

  @Override
  public Recording record() {
    return root.record();
  }

  /**
   * Shuts down the SDKs that this capture made. What was captured stays readable. A second call
   * does nothing.
   */
  @Override
  public void close() {
    synchronized (sdks) {
      sdks.values().forEach(sdk -> sdk.shutdown().join(SHUTDOWN_SECONDS, TimeUnit.SECONDS));
    }
  }

  /** Makes a capture that lives as long as the JVM: nobody reads what belongs to no test. */
  static TraceCapture keepingNothingItself() {
    TraceCapture capture = create();
    capture.root.close();
    return capture;
  }

  /** Forgets the ids of all traces, when nobody records any more. */
  void forget() {
    ledger.forget();
  }

  Setup setup() {
    return setup;
  }

  private OpenTelemetrySdk sdk(Resource resource) {
    String name = String.valueOf(resource.getAttribute(SERVICE_NAME));
    synchronized (sdks) {
      return sdks.computeIfAbsent(name, missing -> {
        setup.addService(name);
        return OpenTelemetrySdk.builder()
            .setTracerProvider(provider(resource))
            .setPropagators(WatchedPropagator.watching(options.propagators, setup.injections))
            .build();
      });
    }
  }

  private SdkTracerProvider provider(Resource resource) {
    var provider = SdkTracerProvider.builder()
        .setResource(resource)
        .setSampler(setup.sampledOut.counting(options.sampler))
        .setSpanLimits(options.spanLimits)
        .setIdGenerator(idGenerator)
        .setClock(options.clock)
        .addSpanProcessor(ownProcessor);
    others.forEach(provider::addSpanProcessor);
    return provider.build();
  }

  /** Made when it is first asked for. */
  private static final class Autoconfigured {

    static final TraceCapture CAPTURE = keepingNothingItself();
  }
}
