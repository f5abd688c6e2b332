package io.traceassert.junit;

import io.opentelemetry.context.Context;
import io.traceassert.capture.Capture;
import io.traceassert.capture.Recording;
import java.util.Set;

/** The recording of a test; while a dynamic test runs, the one inside it. */
final class CurrentRecording implements Recording {

  private final Recording outer;
  private volatile Recording current;

  CurrentRecording(Recording outer) {
    this.outer = outer;
    current = outer;
  }

  void enter() {
    current = outer.record();
  }

  void leave() {
    Recording inner = current;
    current = outer;
    inner.close();
  }

  @Override
  public Recording record() {
    return current.record();
  }

  @Override
  public Capture capture() {
    return current.capture();
  }

  @Override
  public Context context(Context parent) {
    return current.context(parent);
  }

  @Override
  public void claim(Set<String> traceIds) {
    current.claim(traceIds);
  }

  @Override
  public Subscription onChange(Runnable listener) {
    return current.onChange(listener);
  }

  @Override
  public void close() {
    outer.close();
  }
}
