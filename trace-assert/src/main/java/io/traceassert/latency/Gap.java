package io.traceassert.latency;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A time in which nothing that could be seen was done.
 *
 * @param after the span that ended last before it; null if none did
 * @param before the span that starts when it is over; null if none does
 * @param duration how long it lasted, more than zero
 */
public record Gap(@Nullable SpanData after, @Nullable SpanData before, Duration duration) {}
