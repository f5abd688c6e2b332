/**
 * How names, values, durations and tables are written in failures, in the notation that
 * expectations are read in. For the library itself; it may change.
 */
@NullMarked
package io.traceassert.text;

import org.jspecify.annotations.NullMarked;
