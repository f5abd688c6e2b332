package io.traceassert.budget;

import java.nio.file.Path;

/** Baselines of tests, which are the same on a CI server as anywhere. */
public final class Baselines {

  private Baselines() {}

  /** Writes down what is missing, as on a developer's machine. */
  public static Baseline creating(Path file) {
    return Baseline.in(file, Baseline.Mode.CREATE);
  }
}
