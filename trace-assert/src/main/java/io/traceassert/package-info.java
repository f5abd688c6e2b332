/**
 * Assertions on OpenTelemetry traces. Start at {@link io.traceassert.TraceAssertions}; what they
 * look at is a {@link io.traceassert.trace.Trace} or the {@link io.traceassert.CapturedTraces} of a
 * test.
 */
@NullMarked
package io.traceassert;

import org.jspecify.annotations.NullMarked;
