/** A checkout over five services in four languages, in containers, behind the shop's collector. */
@NullMarked
package io.traceassert.examples.containers;

import org.jspecify.annotations.NullMarked;
