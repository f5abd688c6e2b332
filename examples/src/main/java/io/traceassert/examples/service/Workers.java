package io.traceassert.examples.service;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The examples are small: whatever works, works on one thread, which bears its name. */
public final class Workers {

  private static final int UNAVAILABLE = 503;
  private static final int PATIENCE_SECONDS = 20;

  private Workers() {}

  /**
   * Starts a worker.
   *
   * @param name the name of its thread
   * @return an executor, to be shut down
   */
  public static ExecutorService one(String name) {
    return Executors.newSingleThreadExecutor(work -> new Thread(work, name));
  }

  /**
   * Waits for what a worker does, but not for ever.
   *
   * @param work what was submitted
   * @param <T> what comes of it
   * @return its result
   * @throws RefusedException if it fails or takes too long
   */
  public static <T> T resultOf(Future<T> work) {
    try {
      return work.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new RefusedException(UNAVAILABLE, "a worker gave up: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedException(UNAVAILABLE, "the service stops");
    }
  }
}
