package io.traceassert.testcontainers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import io.traceassert.text.Durations;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Makes the collector decide: on SIGHUP it shuts its pipelines down, whereby each processor passes
 * on what it holds or drops it, and starts them again. One at a time.
 */
final class Drains implements AutoCloseable {

  private final DockerClient docker;
  private final String containerId;
  private final CollectorLog log;
  private final Duration timeout;
  private final Duration hold;
  private final URI metrics;
  private final List<Flow> flows = new CopyOnWriteArrayList<>();
  private final AtomicBoolean requested = new AtomicBoolean();
  private volatile boolean draining;
  private volatile long lastArrival = System.nanoTime();
  private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
    Thread daemon = new Thread(task, "traceassert-collector-drain");
    daemon.setDaemon(true);
    return daemon;
  });

  Drains(
      DockerClient docker,
      String containerId,
      CollectorLog log,
      Duration timeout,
      Duration hold,
      URI metrics) {
    this.docker = docker;
    this.containerId = containerId;
    this.log = log;
    this.timeout = timeout;
    this.hold = hold;
    this.metrics = metrics;
  }

  /** Remembers that something went in just now. */
  void arrived() {
    lastArrival = System.nanoTime();
  }

  /** Lets a recording know of each drain. */
  void tell(Flow flow) {
    flows.add(flow);
  }

  void forget(Flow flow) {
    flows.remove(flow);
  }

  /**
   * Drains soon, without waiting for it; the flows are told when it is done. What comes out
   * meanwhile asks for nothing: a second drain would begin when nobody waits for it any more.
   */
  void request() {
    if (!draining && requested.compareAndSet(false, true)) {
      try {
        thread.execute(this::drainAsRequested);
      } catch (RejectedExecutionException e) {
        requested.set(false); // the container has been stopped: nothing comes any more
      }
    }
  }

  private void drainAsRequested() {
    requested.set(false);
    try {
      drain(false);
    } catch (IllegalStateException e) {
      flows.forEach(flow -> flow.drainFailed(String.valueOf(e.getMessage())));
    }
  }

  /**
   * Drains and waits for it.
   *
   * @param last whether nothing more will be sent
   * @throws IllegalStateException if the collector does not come back
   */
  synchronized void drain(boolean last) {
    draining = true;
    try {
      letGo();
      restart();
    } finally {
      draining = false;
    }
    flows.forEach(flow -> flow.drained(last));
  }

  private void restart() {
    flows.forEach(Flow::drainBegins);
    readMetrics();
    int starts = log.starts();
    hangUp();
    if (!log.awaitStart(starts + 1, timeout)) {
      throw new IllegalStateException(
          log.hasEnded()
              ? "the collector ended while it was drained: " + StartFailure.lastWords(log.lines())
              : "the collector was not ready again %s after it had been told to drain"
                  .formatted(Durations.exact(timeout)));
    }
  }

  /**
   * Waits for the drains that are under way: a test that begins then does not meet a closed port.
   */
  void awaitRequested() {
    CompletableFuture.runAsync(() -> {}, thread).join();
  }

  /**
   * Waits until a processor that would lose what it holds has let go of it. It says to nobody when
   * that is, so this is the one place where time has to pass.
   */
  private void letGo() {
    long left = hold.toNanos() - (System.nanoTime() - lastArrival);
    while (left > 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(this, left);
      left = hold.toNanos() - (System.nanoTime() - lastArrival);
    }
  }

  /** The collector forgets its counts when it starts its pipelines again, so they are read now. */
  private void readMetrics() {
    try {
      CollectorMetrics read = CollectorMetrics.at(metrics);
      flows.forEach(flow -> flow.counted(read.disagreements(), read.refused()));
    } catch (IOException e) {
      String unread = "the metrics of the collector, which would tell of it, cannot be read: " + e;
      flows.forEach(flow -> flow.counted(List.of(unread), 0));
    }
  }

  private void hangUp() {
    try {
      docker.killContainerCmd(containerId).withSignal("SIGHUP").exec();
    } catch (DockerException e) {
      throw new IllegalStateException(
          "the collector cannot be drained, its container does not run: "
              + StartFailure.lastWords(log.lines()),
          e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
