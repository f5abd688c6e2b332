package io.traceassert.examples.service;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The examples are small: whatever works, works on one thread, which bears its name. */
public final class Workers {

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
}
