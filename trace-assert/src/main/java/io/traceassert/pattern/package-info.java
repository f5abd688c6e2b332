/**
 * The language in which a span is described on one line: {@link io.traceassert.pattern.SpanPattern}
 * is what such a line means.
 */
@NullMarked
package io.traceassert.pattern;

import org.jspecify.annotations.NullMarked;
