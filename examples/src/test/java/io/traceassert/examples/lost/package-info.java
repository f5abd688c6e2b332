/**
 * What docs/LOST-CONTEXT.md shows: programs that lose the trace context, what an assertion says of
 * each, and the same programs repaired; and programs that only look as if they did.
 */
@NullMarked
package io.traceassert.examples.lost;

import org.jspecify.annotations.NullMarked;
