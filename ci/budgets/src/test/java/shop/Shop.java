package shop;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A shop whose work is to compute digests. */
final class Shop {

  private static final int MEGABYTE = 1 << 20;

  private final Tracer tracer;
  private final byte[] work = new byte[MEGABYTE];
  private final double slower;

  /** Takes how many times longer it charges a card than it should. */
  Shop(OpenTelemetry openTelemetry, double slower) {
    tracer = openTelemetry.getTracer("shop");
    this.slower = slower;
  }

  void checkout() {
    Span span = tracer.spanBuilder("POST /checkout").setSpanKind(SpanKind.SERVER).startSpan();
    try (Scope scope = span.makeCurrent()) {
      step("validate cart", 2);
      step("charge card", 4 * slower);
      step("send mail", 2);
    } finally {
      span.end();
    }
  }

  private void step(String name, double megabytes) {
    Span span = tracer.spanBuilder(name).startSpan();
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (int done = 0; done < megabytes * MEGABYTE; done += work.length / 8) {
        digest.update(work, 0, work.length / 8);
      }
      span.setAttribute("digest.first", digest.digest()[0]);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    } finally {
      span.end();
    }
  }
}
