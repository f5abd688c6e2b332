/**
 * Two services that carry the trace context between them by hand, without instrumentation: what to
 * write into the headers of a request, and what to read from them.
 */
@NullMarked
package io.traceassert.examples.manual;

import org.jspecify.annotations.NullMarked;
