/**
 * An OpenTelemetry Collector with the user's own configuration as a source of traces and as what is
 * tested; Jaeger and Zipkin. All of them run in containers.
 */
@NullMarked
package io.traceassert.testcontainers;

import org.jspecify.annotations.NullMarked;
