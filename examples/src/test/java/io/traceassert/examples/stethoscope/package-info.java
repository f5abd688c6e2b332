/**
 * A checkout that takes eight seconds, three times for another reason, and one assertion that says
 * which: on a clock that is set, where the whole message is known, and on that of the machine.
 */
@NullMarked
package io.traceassert.examples.stethoscope;

import org.jspecify.annotations.NullMarked;
