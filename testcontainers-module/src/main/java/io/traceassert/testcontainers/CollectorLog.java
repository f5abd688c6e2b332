package io.traceassert.testcontainers;

import io.traceassert.testcontainers.configuration.Rewiring;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.testcontainers.containers.output.OutputFrame;

/** What the collector prints, followed while it runs. All fields are guarded by the lock. */
final class CollectorLog implements Consumer<OutputFrame> {

  /** The collector prints it each time that it has started its pipelines. */
  private static final String READY = "Everything is ready.";

  private static final String FAILED_EXPORT = "Exporting failed.";
  private static final int MOST_LINES = 1_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<String> lines = new ArrayList<>();
  private final List<String> failedExports = new ArrayList<>();
  private int starts;
  private boolean ended;

  @Override
  public void accept(OutputFrame frame) {
    lock.lock();
    try {
      if (frame.getType() == OutputFrame.OutputType.END) {
        ended = true;
      } else {
        frame.getUtf8String().lines().forEach(this::add);
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void add(String line) {
    if (lines.size() == MOST_LINES) {
      lines.remove(0);
    }
    lines.add(line);
    if (line.contains(READY)) {
      starts++;
    }
    if (line.contains(FAILED_EXPORT) && line.contains(Rewiring.EXPORTER_TYPE)) {
      failedExports.add(line);
    }
  }

  /** Returns how often the collector has become ready. */
  int starts() {
    lock.lock();
    try {
      return starts;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until the collector has become ready so often.
   *
   * @return whether it has; not if it has ended or the time is over
   */
  boolean awaitStart(int number, Duration atMost) {
    return await(atMost, () -> starts >= number || ended) && starts() >= number;
  }

  /** Waits until nothing more can come. */
  boolean awaitEnd(Duration atMost) {
    return await(atMost, () -> ended);
  }

  private boolean await(Duration atMost, BooleanSupplier condition) {
    long left = atMost.toNanos();
    lock.lock();
    try {
      while (!condition.getAsBoolean() && left > 0) {
        left = changed.awaitNanos(left);
      }
      return condition.getAsBoolean();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** Tells whether it printed anything, or ended without. */
  boolean hasBegun() {
    return await(Duration.ZERO, () -> ended || !lines.isEmpty());
  }

  boolean hasEnded() {
    return await(Duration.ZERO, () -> ended);
  }

  /** Returns what it printed, the last 1,000 lines. */
  List<String> lines() {
    lock.lock();
    try {
      return List.copyOf(lines);
    } finally {
      lock.unlock();
    }
  }

  /** Returns the lines that tell of spans which did not reach the test. */
  List<String> failedExports() {
    lock.lock();
    try {
      return List.copyOf(failedExports);
    } finally {
      lock.unlock();
    }
  }
}
