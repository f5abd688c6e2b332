/** Tests of headers that are written and read by hand, and what they say when a hand slips. */
@NullMarked
package io.traceassert.examples.manual;

import org.jspecify.annotations.NullMarked;
