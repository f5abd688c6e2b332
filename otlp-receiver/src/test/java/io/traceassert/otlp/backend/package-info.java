/** Reading back, against answers that were recorded from real servers. */
@NullMarked
package io.traceassert.otlp.backend;

import org.jspecify.annotations.NullMarked;
