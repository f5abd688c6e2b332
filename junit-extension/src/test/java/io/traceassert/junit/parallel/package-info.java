/** What is shown in {@code docs/PARALLEL-TESTS.md}. */
@NullMarked
package io.traceassert.junit.parallel;

import org.jspecify.annotations.NullMarked;
