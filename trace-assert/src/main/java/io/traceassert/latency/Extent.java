package io.traceassert.latency;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.List;

/**
 * From when to when anything of a trace ran, or anything of a part of it.
 *
 * @param duration the time from the first start to the last end, of what one clock timed or can be
 *     placed within such a span
 * @param longest of the spans that nothing waits for, the one that took longest: the top of the
 *     part, another root, or a child that runs on after its parent
 * @param gaps the times in which none ran, in order
 * @param elsewhere what another clock timed, and nobody knows when: other roots, and what a message
 *     caused
 * @param open the spans that have not ended
 */
public record Extent(
    Duration duration,
    SpanData longest,
    List<Gap> gaps,
    List<SpanData> elsewhere,
    List<SpanData> open) {}
