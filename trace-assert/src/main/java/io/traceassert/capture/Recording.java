package io.traceassert.capture;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Collection;
import java.util.Set;

/**
 * What one test records from one {@link SpanSource}. Safe for use by many threads.
 *
 * <p>Recordings nest: while exactly one recording is open inside another, traces that are first
 * seen then belong to the inner one. While several are open side by side, a trace belongs to that
 * under whose {@linkplain #context context} it begins. Of others nobody can tell whose they are;
 * they are kept aside and mentioned in the notes of each.
 */
public interface Recording extends SpanSource, AutoCloseable {

  /**
   * Begins a recording inside this one.
   *
   * @return a new recording, to be closed before this one
   */
  @Override
  Recording record();

  /**
   * Returns what has been recorded up to now. Never waits for the application.
   *
   * @return an immutable snapshot; the same instance while nothing is open and nothing has changed
   */
  Capture capture();

  /**
   * Makes a context under which traces begin that belong to this recording, whatever else is
   * recording beside it.
   *
   * @param parent the context to add to
   * @return a context with the same current span; the parent itself when the source is not in this
   *     JVM and sees no contexts
   */
  default Context context(Context parent) {
    return parent;
  }

  /**
   * Takes over traces that another source of the same test has seen: their spans belong to this
   * recording, whenever they come. A source that finds owners in another way need not listen.
   *
   * @param traceIds 32 lower-case hexadecimal digits each; those that have an owner stay with it
   */
  default void claim(Set<String> traceIds) {}

  /**
   * Calls the listener each time the capture may have changed in a way that an assertion could be
   * waiting for: a span ended, or a quiet window went by.
   *
   * @param listener called on the threads of the application, so it must not block and must not
   *     throw
   * @return closes the subscription
   */
  Subscription onChange(Runnable listener);

  /**
   * Ends the recording: what this source first sees from now on belongs to others. A second call
   * does nothing.
   */
  @Override
  void close();

  /**
   * Makes a recording of spans that came from elsewhere, which is complete.
   *
   * @param spans finished spans of any traces
   * @return a recording that never changes
   */
  static Recording of(Collection<? extends SpanData> spans) {
    return Finished.of(spans);
  }

  /** A listener's registration. */
  @FunctionalInterface
  interface Subscription extends AutoCloseable {

    /** Ends the registration. A second call does nothing. */
    @Override
    void close();
  }
}
