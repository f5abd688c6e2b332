/** Tests of where the time of a trace went. */
@NullMarked
package io.traceassert.latency;

import org.jspecify.annotations.NullMarked;
