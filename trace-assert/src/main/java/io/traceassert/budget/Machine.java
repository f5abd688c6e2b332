package io.traceassert.budget;

/** The clock of the machine on which runs are measured, and how busy it is with other things. */
public interface Machine {

  /**
   * Reads the clock.
   *
   * @return nanoseconds since any moment
   */
  long nanoTime();

  /**
   * Looks how busy the machine is. Called after runs that a failure may follow, so hardly while a
   * budget is kept.
   */
  void probe();

  /**
   * Tells what the probes have seen.
   *
   * @return how many times longer a thread takes than it computes, 1 or more; 1 without probes
   */
  double contention();

  /**
   * Makes a machine that is this one.
   *
   * @return with no probes
   */
  static Machine real() {
    return new ThisMachine();
  }
}
