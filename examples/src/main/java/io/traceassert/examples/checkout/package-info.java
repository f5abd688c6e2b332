/**
 * A web shop of six services over HTTP: a gateway asks who the customer is, and then has the order
 * placed: its items are reserved, its card is charged, and its customer is notified.
 */
@NullMarked
package io.traceassert.examples.checkout;

import org.jspecify.annotations.NullMarked;
