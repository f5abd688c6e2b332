@NullMarked
package io.traceassert.shape;

import org.jspecify.annotations.NullMarked;
