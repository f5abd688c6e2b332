package io.traceassert.propagation;

/** What headers say of the decision to record a trace. */
public enum Sampling {
  /** The caller records. A debug flag says so too. */
  SAMPLED,
  /** The caller does not record. */
  NOT_SAMPLED,
  /** Nothing, or nothing that can be read: the decision is left to the receiver. */
  UNDECIDED
}
