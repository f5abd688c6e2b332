/**
 * Capture of spans from other processes: {@link io.traceassert.otlp.OtlpReceiver} takes what their
 * exporters send.
 */
@NullMarked
package io.traceassert.otlp;

import org.jspecify.annotations.NullMarked;
