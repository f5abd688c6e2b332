@NullMarked
package io.traceassert.calls;

import org.jspecify.annotations.NullMarked;
