package io.traceassert.junit;

/** What to do about something that a test leaves behind and no assertion was about. */
public enum Policy {
  /** Turns a test that passed red. */
  FAIL,
  /** Publishes a report entry, writes the file with the captured traces, and logs a warning. */
  WARN,
  /** Says nothing. */
  IGNORE,
  /**
   * Says nothing here: the policy is what is said elsewhere, and otherwise {@link #WARN}, or
   * {@link #IGNORE} for scopes.
   */
  DEFAULT
}
