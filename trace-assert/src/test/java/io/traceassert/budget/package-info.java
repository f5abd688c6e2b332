@NullMarked
package io.traceassert.budget;

import org.jspecify.annotations.NullMarked;
