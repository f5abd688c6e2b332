package io.traceassert.junit;

import io.traceassert.memory.GlobalTraceCapture;
import io.traceassert.memory.TraceCapture;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Holds on to {@code GlobalOpenTelemetry} until the last test of the run is over. Between two
 * classes it stays: applications keep tracers, and code that asks for one then must not get one
 * that does nothing.
 */
@SuppressWarnings("deprecation") // JUnit before 5.13 closes the one, later ones want the other
final class Global implements CloseableResource, AutoCloseable {

  private final GlobalTraceCapture global = GlobalTraceCapture.install();

  /** Tells whether the annotation of a method, of its class or of an enclosing class wants it. */
  static boolean isWanted(ExtensionContext context) {
    return AnnotationSupport.findAnnotation(context.getElement(), CaptureTraces.class)
            .filter(CaptureTraces::global)
            .isPresent()
        || context.getParent().filter(Global::isWanted).isPresent();
  }

  static TraceCapture capture(ExtensionContext context, Namespace namespace) {
    return context
        .getRoot()
        .getStore(namespace)
        .getOrComputeIfAbsent(Global.class, key -> new Global(), Global.class)
        .global
        .capture();
  }

  @Override
  public void close() {
    global.close();
  }
}
