/**
 * Runs tests that fail on purpose, makes their messages comparable, and stands in for a payment
 * provider.
 */
@NullMarked
package io.traceassert.examples;

import org.jspecify.annotations.NullMarked;
