package io.traceassert.memory;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.traceassert.capture.Origin;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Captures what begins with {@link GlobalOpenTelemetry}, for as long as somebody holds on to it.
 *
 * <pre>{@code
 * try (GlobalTraceCapture global = GlobalTraceCapture.install()) {
 *   Recording recording = global.capture().record();
 * }
 * }</pre>
 *
 * <p>With JUnit, {@code @CaptureTraces(global = true)} does it. The SDK is the same as long as the
 * JVM lives, and is never shut down, because applications keep tracers in static fields. Its
 * options are the default ones. For others, set a {@code GlobalOpenTelemetry} of your own: one to
 * which the {@link TraceCapture#spanProcessor()} of a capture was added is joined.
 */
public final class GlobalTraceCapture implements AutoCloseable {

  private static final Object LOCK = new Object();
  private static final String AUTOCONFIGURE = "otel.java.global-autoconfigure.enabled";

  /** How many hold on to the SDK that was set here. Guarded by the lock. */
  private static int holders;

  private final TraceCapture capture;
  private boolean closed;

  private GlobalTraceCapture(TraceCapture capture) {
    this.capture = capture;
  }

  /**
   * Sets {@link GlobalOpenTelemetry}, or joins what is set: an SDK that has the span processor of a
   * {@link TraceCapture}, for example since it was autoconfigured with
   * {@code otel.traces.exporter=trace-assert}. One that makes no spans is replaced; that is what
   * code leaves behind that asked for it before there was one.
   *
   * @return to be closed; what was set here is unset when the last one is closed
   * @throws IllegalStateException if another one is set, whose spans reach no {@link TraceCapture}
   */
  public static GlobalTraceCapture install() {
    synchronized (LOCK) {
      GlobalTraceCapture global = new GlobalTraceCapture(installed());
      holders += global.isOwn() ? 1 : 0;
      return global;
    }
  }

  /**
   * Returns what the spans of {@code GlobalOpenTelemetry} are captured by, to be recorded from. Its
   * own {@link TraceCapture#traces()} stay empty when it was made here.
   *
   * @return the capture
   */
  public TraceCapture capture() {
    return capture;
  }

  /**
   * Unsets {@code GlobalOpenTelemetry} if it was set here and nobody else holds on to it. Tracers
   * that applications have kept go on working, and are captured again by the next one that is
   * installed. A second call does nothing.
   */
  @Override
  public void close() {
    synchronized (LOCK) {
      if (!closed && isOwn() && --holders == 0) {
        unset();
      }
      closed = true;
    }
  }

  private boolean isOwn() {
    return capture == Own.CAPTURE;
  }

  private static TraceCapture installed() {
    if (isAutoconfigured()) {
      GlobalOpenTelemetry.get();
    }
    IllegalStateException occupied = trySet();
    if (occupied == null) {
      return Own.CAPTURE;
    }
    Probe probe = Probe.of(GlobalOpenTelemetry.getOrNoop());
    Optional<TraceCapture> joined = probe.seenBy();
    if (joined.isPresent()) {
      return joined.get();
    }
    if (probe.makesSpans()) {
      throw cannotJoin(occupied);
    }
    replaceNoop(occupied);
    return Own.CAPTURE;
  }

  /** Tells whether the first one to ask for it shall have it made by autoconfigure. */
  private static boolean isAutoconfigured() {
    return Boolean.getBoolean(AUTOCONFIGURE)
        || Boolean.parseBoolean(System.getenv("OTEL_JAVA_GLOBAL_AUTOCONFIGURE_ENABLED"));
  }

  private static @Nullable IllegalStateException trySet() {
    try {
      GlobalOpenTelemetry.set(Own.CAPTURE.openTelemetry());
      return null;
    } catch (IllegalStateException occupied) {
      return occupied;
    }
  }

  private static void replaceNoop(IllegalStateException occupied) {
    Own.CAPTURE
        .setup()
        .noteOnGlobal(
            "GlobalOpenTelemetry was asked for%s before it was set for the tests, and made no spans: who still has that one is not captured"
                .formatted(place(occupied)));
    GlobalOpenTelemetry.resetForTest();
    GlobalOpenTelemetry.set(Own.CAPTURE.openTelemetry());
  }

  private static IllegalStateException cannotJoin(IllegalStateException occupied) {
    return new IllegalStateException(
        "GlobalOpenTelemetry was set already%s, and its spans reach no TraceCapture. To be joined it needs a span processor:"
                .formatted(place(occupied))
            + " SdkTracerProvider.builder().addSpanProcessor(TraceCapture.autoconfigured().spanProcessor()),"
            + " or otel.traces.exporter=trace-assert where autoconfigure makes it; and a sampler that keeps spans."
            + " Or let nobody set it, and TraceAssert will.",
        occupied);
  }

  /** Where it was set before; the SDK remembers it as the cause. */
  private static String place(IllegalStateException occupied) {
    return Optional.ofNullable(occupied.getCause())
        .flatMap(setBy -> Origin.nearestFrame(List.of(setBy.getStackTrace())))
        .map(frame -> " at " + Origin.place(frame))
        .orElse("");
  }

  private static void unset() {
    boolean stillSet = Probe.of(GlobalOpenTelemetry.getOrNoop())
        .seenBy()
        .filter(Own.CAPTURE::equals)
        .isPresent();
    if (stillSet) {
      GlobalOpenTelemetry.resetForTest();
    }
    Own.CAPTURE.forget();
  }

  /** Made when it is first needed. */
  private static final class Own {

    static final TraceCapture CAPTURE = TraceCapture.keepingNothingItself();

    static {
      CAPTURE.setup().setGlobal();
    }
  }
}
