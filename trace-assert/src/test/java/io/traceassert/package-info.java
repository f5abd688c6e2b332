@NullMarked
package io.traceassert;

import org.jspecify.annotations.NullMarked;
