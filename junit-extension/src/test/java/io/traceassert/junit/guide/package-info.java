/**
 * What docs/GUIDE.md shows: its Java blocks are in here and pass or fail as it says, and its
 * messages are printed here.
 */
@NullMarked
package io.traceassert.junit.guide;

import org.jspecify.annotations.NullMarked;
