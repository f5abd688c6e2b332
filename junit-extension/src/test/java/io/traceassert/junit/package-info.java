@NullMarked
package io.traceassert.junit;

import org.jspecify.annotations.NullMarked;
