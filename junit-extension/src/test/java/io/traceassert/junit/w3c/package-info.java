/** Services that obey Trace Context and services that do not, and what is said of each. */
@NullMarked
package io.traceassert.junit.w3c;

import org.jspecify.annotations.NullMarked;
