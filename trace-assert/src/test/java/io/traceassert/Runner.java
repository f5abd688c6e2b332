package io.traceassert;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.budget.Machine;
import io.traceassert.capture.Capture;
import io.traceassert.capture.Recording;
import java.time.Duration;
import java.util.List;

/** Makes runs whose spans and times the test sets, on a machine whose clock they turn. */
final class Runner implements Recording, Machine {

  double contention = 1;
  int runs;
  int probes;

  private FakeRecording current = new FakeRecording();
  private long nanos;

  CapturedTraces traces() {
    return CapturedTraces.of(List.of(this), Duration.ZERO);
  }

  /** Ends a run that had these spans. */
  void emit(double millis, SpanData... spans) {
    runs++;
    nanos += (long) (millis * 1e6);
    current.with(spans);
  }

  @Override
  public Recording record() {
    current = new FakeRecording();
    return current;
  }

  @Override
  public Capture capture() {
    return new FakeRecording().capture();
  }

  @Override
  public Subscription onChange(Runnable listener) {
    return () -> {};
  }

  @Override
  public void close() {}

  @Override
  public long nanoTime() {
    return nanos;
  }

  @Override
  public void probe() {
    probes++;
  }

  @Override
  public double contention() {
    return contention;
  }
}
