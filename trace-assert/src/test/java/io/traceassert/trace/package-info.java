@NullMarked
package io.traceassert.trace;

import org.jspecify.annotations.NullMarked;
