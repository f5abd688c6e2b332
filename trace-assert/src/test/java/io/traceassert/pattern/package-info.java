@NullMarked
package io.traceassert.pattern;

import org.jspecify.annotations.NullMarked;
