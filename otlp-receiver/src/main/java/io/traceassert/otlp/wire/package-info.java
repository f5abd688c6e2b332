/** Reads the payloads of OTLP, in protobuf and in JSON. For the library itself; it may change. */
@NullMarked
package io.traceassert.otlp.wire;

import org.jspecify.annotations.NullMarked;
