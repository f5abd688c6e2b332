/** Services in processes of their own, with the Java agent, that send their spans to the test. */
@NullMarked
package io.traceassert.examples.processes;

import org.jspecify.annotations.NullMarked;
