@NullMarked
package io.traceassert.text;

import org.jspecify.annotations.NullMarked;
