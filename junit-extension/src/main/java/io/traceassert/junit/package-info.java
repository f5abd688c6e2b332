/**
 * The JUnit Jupiter extension: put {@link io.traceassert.junit.CaptureTraces} on a test class, and
 * each test captures its own traces.
 */
@NullMarked
package io.traceassert.junit;

import org.jspecify.annotations.NullMarked;
