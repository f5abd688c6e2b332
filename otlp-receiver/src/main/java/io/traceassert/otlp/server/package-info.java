/** Speaks OTLP over gRPC and HTTP, within bounds. For the library itself; it may change. */
@NullMarked
package io.traceassert.otlp.server;

import org.jspecify.annotations.NullMarked;
