/**
 * Benchmarks of TraceAssert, each beside a peer that does the same job in the same run.
 * {@code benchmarks/run} starts them and prints the ratios.
 */
@NullMarked
package io.traceassert.benchmarks;

import org.jspecify.annotations.NullMarked;
