@NullMarked
package io.traceassert.propagation;

import org.jspecify.annotations.NullMarked;
