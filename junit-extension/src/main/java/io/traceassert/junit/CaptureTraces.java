package io.traceassert.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Makes each test capture its own traces, with the default options. For other options register a
 * {@link TraceExtension}.
 *
 * <pre>{@code
 * @CaptureTraces
 * class CheckoutTest {
 *
 *   @Test
 *   void checkoutChargesTheCard(CapturedTraces traces, OpenTelemetry openTelemetry) {
 *     new Shop(openTelemetry).checkout("order-42");
 *     assertThat(traces).hasSingleTrace().span("charge card").hasAttribute("payment.provider", "stripe");
 *   }
 * }
 * }</pre>
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(TraceExtension.class)
public @interface CaptureTraces {

  /**
   * Whether to capture what begins with {@code GlobalOpenTelemetry} as well. It is set, or joined
   * if it is set already, before the first line of the class runs; a class that registers an
   * extension in a static field is an exception, because JUnit reads the field before. It stays set
   * until the run is over. Tests in parallel each see what began under their own context. See
   * {@link io.traceassert.memory.GlobalTraceCapture#install()}.
   *
   * @return true for a method, for its class or for an enclosing class
   */
  boolean global() default false;

  /**
   * What to do when a test that passes leaves spans with errors that no assertion looked at;
   * {@link io.traceassert.CapturedTraces#unexpectedErrors} says which these are. The annotation of
   * a method goes before that of its class, that before those of enclosing classes, and all of them
   * before the configuration parameter {@code traceassert.unexpectedErrors}.
   *
   * @return what is said nowhere is {@link Policy#WARN}
   */
  Policy unexpectedErrors() default Policy.DEFAULT;

  /**
   * What to do when a test that passes leaves spans that were never ended. The annotation of a
   * method goes before that of its class, that before those of enclosing classes, and all of them
   * before the configuration parameter {@code traceassert.openSpans}.
   *
   * @return what is said nowhere is {@link Policy#WARN}
   */
  Policy openSpans() default Policy.DEFAULT;

  /**
   * What to do when a test that passes leaves scopes that were opened and never closed, so that
   * their context stays on the thread: {@code makeCurrent()} without a {@code try}. A scope belongs
   * to the test under whose context it was opened, or that captured the span it made current. The
   * annotation of a method goes before that of its class, that before those of enclosing classes,
   * and all of them before the configuration parameter {@code traceassert.openScopes}.
   *
   * <p>Each scope costs a stack trace then. Scopes are seen through the context storage of
   * opentelemetry-sdk-testing; where there is another, the test fails and says which system
   * property to set.
   *
   * @return what is said nowhere is {@link Policy#IGNORE}, and {@link Policy#WARN} if the system
   *     property {@code io.opentelemetry.context.enableStrictContext} is {@code true}
   */
  Policy openScopes() default Policy.DEFAULT;
}
