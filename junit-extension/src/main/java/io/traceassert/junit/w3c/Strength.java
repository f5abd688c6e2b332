package io.traceassert.junit.w3c;

/** How much a rule binds. */
enum Strength {
  /** What is not so breaks the recommendation. */
  MUST,
  /** What is not so is legal. */
  SHOULD
}
