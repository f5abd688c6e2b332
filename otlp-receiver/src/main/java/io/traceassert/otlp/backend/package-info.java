/** Reading back from Jaeger and Zipkin: what is asked, what is answered, and what goes wrong. */
@NullMarked
package io.traceassert.otlp.backend;

import org.jspecify.annotations.NullMarked;
