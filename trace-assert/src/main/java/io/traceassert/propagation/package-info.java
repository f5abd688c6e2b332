/**
 * The reading of headers that carry a trace context: {@link io.traceassert.propagation.Propagation}
 * is what a {@link io.traceassert.propagation.Carrier} says in each format, and which rules of the
 * format it breaks.
 */
@NullMarked
package io.traceassert.propagation;

import org.jspecify.annotations.NullMarked;
