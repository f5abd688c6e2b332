package io.traceassert.examples.stethoscope;

/** How time goes by in the checkout. */
interface Pace {

  /** Does what takes so long. */
  void work(int millis);

  /** Waits for something that another thread has, which works so long. */
  void blocked(int millis);
}
