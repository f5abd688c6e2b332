/**
 * Where the time of a trace went: self times, the critical path, time by service and gaps, as
 * values. Times of two hosts are never compared.
 */
@NullMarked
package io.traceassert.latency;

import org.jspecify.annotations.NullMarked;
