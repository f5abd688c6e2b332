package io.traceassert.shape;

/** The cost of laying a line on a span, with all below them; 0 if and only if the line fits. */
interface Prices {

  long of(int line, int span);
}
