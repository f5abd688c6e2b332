@NullMarked
package io.traceassert.capture;

import org.jspecify.annotations.NullMarked;
