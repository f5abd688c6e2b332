package io.traceassert.capture;

/**
 * Where a capture's spans come from: this JVM, a receiver, a collector. A source outlives the tests
 * that record from it.
 *
 * <p>Implementations are safe for use by many threads.
 */
public interface SpanSource {

  /**
   * Begins a recording, which owns every trace that this source first sees from now on. Spans of
   * traces that were first seen earlier stay with whoever owned them, however late they arrive.
   *
   * @return a new recording, to be closed when its test ends
   */
  Recording record();
}
