package io.traceassert.examples.ramen;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The shop is small: whatever works, works on one thread, which bears its name. */
final class Workers {

  private Workers() {}

  static ExecutorService one(String name) {
    return Executors.newSingleThreadExecutor(work -> new Thread(work, name));
  }
}
