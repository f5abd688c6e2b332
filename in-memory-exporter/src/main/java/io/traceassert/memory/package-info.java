/**
 * Capture of spans inside this JVM. A span processor counts what starts against what ends, so that
 * {@link io.traceassert.memory.TraceCapture} knows when a capture is complete.
 */
@NullMarked
package io.traceassert.memory;

import org.jspecify.annotations.NullMarked;
