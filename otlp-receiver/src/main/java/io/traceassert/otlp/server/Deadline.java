package io.traceassert.otlp.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The time that something may take. Of one event loop. */
final class Deadline {

  private final Duration time;
  private @Nullable Future<?> timer;

  Deadline(Duration time) {
    this.time = time;
  }

  /** Starts, unless the time is running already. */
  void start(ChannelHandlerContext ctx, Runnable late) {
    if (timer == null) {
      timer = ctx.executor()
          .schedule(
              () -> {
                timer = null;
                late.run();
              },
              time.toNanos(),
              TimeUnit.NANOSECONDS);
    }
  }

  void stop() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }
}
