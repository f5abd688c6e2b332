package io.traceassert.junit.readme;

import io.opentelemetry.sdk.common.Clock;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that moves on by a millisecond each time it is read. */
final class TickingClock implements Clock {

  private final AtomicLong nanos = new AtomicLong(1_700_000_000_000_000_000L);

  @Override
  public long now() {
    return nanos.addAndGet(1_000_000);
  }

  @Override
  public long nanoTime() {
    return now();
  }
}
