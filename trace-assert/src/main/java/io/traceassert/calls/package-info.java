/**
 * Calls to other processes, as spans tell of them: {@link io.traceassert.calls.Calls} finds and
 * counts them, {@link io.traceassert.calls.RepeatedCall} is one that is made again and again.
 */
@NullMarked
package io.traceassert.calls;

import org.jspecify.annotations.NullMarked;
