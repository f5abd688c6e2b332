/**
 * A ramen shop of four HTTP services: the order is taken, its ingredients are reserved, its noodles
 * are cooked, and it is delivered. One order is one trace over all of them.
 */
@NullMarked
package io.traceassert.examples.ramen;

import org.jspecify.annotations.NullMarked;
