/**
 * The ports of TraceAssert: where spans come from and what was recorded of them. Adapters implement
 * {@link io.traceassert.capture.SpanSource}; everything else reads the immutable
 * {@link io.traceassert.capture.Capture}.
 */
@NullMarked
package io.traceassert.capture;

import org.jspecify.annotations.NullMarked;
