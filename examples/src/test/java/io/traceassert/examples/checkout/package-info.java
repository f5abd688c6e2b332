/** Tests of the traces that the web shop leaves: some pass, some fail on purpose. */
@NullMarked
package io.traceassert.examples.checkout;

import org.jspecify.annotations.NullMarked;
