/** Tests of the traces that a login leaves: some pass, some fail on purpose. */
@NullMarked
package io.traceassert.examples.login;

import org.jspecify.annotations.NullMarked;
