/**
 * What the README shows: its Java blocks are in here word for word, and its failure message is
 * produced here.
 */
@NullMarked
package io.traceassert.junit.readme;

import org.jspecify.annotations.NullMarked;
