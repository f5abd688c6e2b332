/**
 * Shapes: a whole expected trace as a tree of lines. {@link io.traceassert.shape.TraceShape} is
 * such a tree, {@link io.traceassert.shape.ShapeDiff} what comes of laying it on a trace.
 */
@NullMarked
package io.traceassert.shape;

import org.jspecify.annotations.NullMarked;
