/**
 * Orders go through a real message broker, which runs inside the test: a producer, a consumer that
 * takes a message again when it failed, one that takes many at once, and a header that is lost.
 */
@NullMarked
package io.traceassert.examples.messaging;

import org.jspecify.annotations.NullMarked;
