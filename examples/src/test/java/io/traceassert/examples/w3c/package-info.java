/** Which rules of W3C Trace Context services in Java, Go and Node.js obey. */
@NullMarked
package io.traceassert.examples.w3c;

import org.jspecify.annotations.NullMarked;
