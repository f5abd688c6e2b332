/**
 * A trace as a tree, and its drawing: {@link io.traceassert.trace.Trace} is what assertions look
 * at.
 */
@NullMarked
package io.traceassert.trace;

import org.jspecify.annotations.NullMarked;
