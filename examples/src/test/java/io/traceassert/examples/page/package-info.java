/**
 * What docs/OTHER-PROCESSES.md shows, compiled and executed; and the check of that and other pages.
 */
@NullMarked
package io.traceassert.examples.page;

import org.jspecify.annotations.NullMarked;
