package io.traceassert.junit;

import io.opentelemetry.context.Context;
import io.traceassert.capture.Capture;
import io.traceassert.capture.Recording;
import java.util.Set;

/** The recording of a test; while a dynamic test runs, the one inside it. */
final class CurrentRecording implements Recording {

  private final Recording outer;
  private final Object test;
  private volatile Recording current;

  /**
   * Takes over a recording.
   *
   * @param outer to be closed with this one
   * @param test whom the scopes belong to that are opened under its context
   */
  CurrentRecording(Recording outer, Object test) {
    this.outer = outer;
    this.test = test;
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
    Context context = current.context(parent);
    return context == parent ? parent : ScopeWatch.mark(context, test);
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
