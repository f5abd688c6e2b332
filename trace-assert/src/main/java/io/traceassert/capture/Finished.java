package io.traceassert.capture;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Spans that came from elsewhere: nothing can still arrive.
 *
 * @param capture all of them
 */
record Finished(Capture capture) implements Recording {

  private static final Wiring WIRING = new Wiring(
      true,
      "the collection of spans is empty",
      "a span is exported when it has ended: was it ended, and was its exporter flushed?",
      List.of());

  static Finished of(Collection<? extends SpanData> spans) {
    return new Finished(new Capture(
        List.copyOf(spans),
        List.of(),
        Settlement.FINAL,
        context -> Optional.empty(),
        List.of(WIRING),
        List.of(),
        List.of()));
  }

  @Override
  public Recording record() {
    return this;
  }

  @Override
  public Subscription onChange(Runnable listener) {
    return () -> {};
  }

  @Override
  public void close() {
    // nothing is held
  }
}
