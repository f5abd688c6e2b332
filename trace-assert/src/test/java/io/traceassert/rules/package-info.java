/**
 * The rules that every published module keeps, as tests to be extended. Published to no one: a
 * test-jar of this build.
 */
@NullMarked
package io.traceassert.rules;

import org.jspecify.annotations.NullMarked;
