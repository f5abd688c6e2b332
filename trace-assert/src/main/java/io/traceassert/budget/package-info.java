/**
 * Upper bounds on what repeated runs of the same work may cost, and the statistics that justify a
 * verdict: a run of red must be right, whatever else the machine did. Knows nothing of captures.
 */
@NullMarked
package io.traceassert.budget;

import org.jspecify.annotations.NullMarked;
