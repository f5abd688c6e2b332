/**
 * Reads the configuration of a collector as the collector does, and works out the second one that
 * puts the test at its ends. Nothing here knows a container.
 */
@NullMarked
package io.traceassert.testcontainers.configuration;

import org.jspecify.annotations.NullMarked;
