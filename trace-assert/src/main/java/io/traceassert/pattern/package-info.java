/**
 * The language in which a span is described on one line: {@link io.traceassert.pattern.SpanPattern}
 * is what such a line means, {@link io.traceassert.pattern.Notation} how names and values are
 * written in it.
 */
@NullMarked
package io.traceassert.pattern;

import org.jspecify.annotations.NullMarked;
