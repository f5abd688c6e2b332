/**
 * Whether a service obeys W3C Trace Context:
 * {@link io.traceassert.junit.w3c.TraceContextConformance} sends it requests, has it call back, and
 * makes a dynamic test of each rule.
 */
@NullMarked
package io.traceassert.junit.w3c;

import org.jspecify.annotations.NullMarked;
