/** Tests of the traces that the ramen shop leaves: some pass, some fail on purpose. */
@NullMarked
package io.traceassert.examples.ramen;

import org.jspecify.annotations.NullMarked;
