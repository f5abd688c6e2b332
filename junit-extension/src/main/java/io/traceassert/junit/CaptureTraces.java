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
public @interface CaptureTraces {}
