package io.traceassert.capture;

/** How much is known of what can still arrive, from the least to the most. */
public enum Settlement {
  /** Something that belongs to the capture is on its way: a span is open, or its parent missing. */
  PENDING,
  /** Nothing is known to be missing, but another process may still send more. */
  QUIET,
  /**
   * What was sent has arrived, or is known to have been left out on the way; another process may
   * still send more.
   */
  COMPLETE,
  /** Nothing that belongs to the capture can still arrive. */
  FINAL
}
