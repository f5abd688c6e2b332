@NullMarked
package io.traceassert.memory;

import org.jspecify.annotations.NullMarked;
