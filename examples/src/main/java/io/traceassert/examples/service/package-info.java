/**
 * What the services of the examples are made of: HTTP on the loopback, one thread each, and work
 * that is a span.
 */
@NullMarked
package io.traceassert.examples.service;

import org.jspecify.annotations.NullMarked;
