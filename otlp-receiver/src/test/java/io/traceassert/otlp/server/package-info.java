@NullMarked
package io.traceassert.otlp.server;

import org.jspecify.annotations.NullMarked;
