/** What docs/OTHER-PROCESSES.md shows, compiled and executed. */
@NullMarked
package io.traceassert.examples.page;

import org.jspecify.annotations.NullMarked;
