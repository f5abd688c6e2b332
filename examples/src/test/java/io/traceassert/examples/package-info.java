/** Runs tests that fail on purpose, and makes their messages comparable. */
@NullMarked
package io.traceassert.examples;

import org.jspecify.annotations.NullMarked;
