package io.traceassert.testcontainers;

import io.traceassert.text.Durations;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;

/** Waits until the collector prints that it is ready, or ends. */
final class ReadyInLog extends AbstractWaitStrategy {

  private final CollectorLog log;

  ReadyInLog(CollectorLog log) {
    this.log = log;
  }

  @Override
  protected void waitUntilReady() {
    if (!log.awaitStart(1, startupTimeout)) {
      throw new ContainerLaunchException(
          log.hasEnded()
              ? "the collector ended before it was ready"
              : "the collector was not ready within " + Durations.exact(startupTimeout));
    }
  }
}
