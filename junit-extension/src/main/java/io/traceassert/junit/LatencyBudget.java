package io.traceassert.junit;

import io.traceassert.budget.Statistic;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/**
 * Runs a test method again and again, and bounds the time that its spans take. The traces of each
 * run are captured apart; what the method asserts holds in each run. What is around the method,
 * such as {@code @BeforeEach}, runs once. No other test runs beside it.
 *
 * <pre>{@code
 * @LatencyBudget(runs = 30, warmup = 5, statistic = P90, of = "POST /checkout  [SERVER]", lessThan = "80 ms")
 * @Test
 * void checkout() {
 *   shop.checkout("order-42");
 * }
 * }</pre>
 *
 * <p>When it fails, when it goes on with more runs, and when it only warns is said at
 * {@link io.traceassert.LatencyBudget}. What came of all budgets is in
 * {@code target/trace-assert/budgets.json} and {@code budgets.md} ({@code build/…} with Gradle).
 */
@Documented
@Repeatable(LatencyBudget.All.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@ExtendWith({TraceExtension.class, BudgetExtension.class})
@ResourceLock(Resources.GLOBAL)
public @interface LatencyBudget {

  /**
   * The spans that are measured, as {@link io.traceassert.pattern.SpanPattern#of} reads them; a
   * name will do. The times of several in one run are added up.
   *
   * @return empty for the whole trace
   */
  String of() default "";

  /**
   * Whether only the time counts in which no child of the spans ran.
   *
   * @return whether it is the self time
   */
  boolean selfTime() default false;

  /**
   * The bound, in one of four spellings.
   *
   * <ul>
   *   <li>{@code 80 ms}: a time, in ns, us, ms, s or min;
   *   <li>{@code 20 % of POST /checkout}: a part of what other spans of the same run take, which
   *       does not depend on the machine;
   *   <li>{@code baseline + 20 %}: what was measured when {@code src/test/baselines/<class>.txt}
   *       was written, and some more; see {@link io.traceassert.budget.Baseline};
   *   <li>{@code baseline share of POST /checkout + 20 %}: the same of a part of what other spans
   *       took, which can be compared with a baseline of another machine.
   * </ul>
   *
   * @return what the statistic must be less than
   */
  String lessThan();

  /**
   * What is made of the runs, one value.
   *
   * @return none for {@link Statistic#BEST} of times, and {@link Statistic#MEDIAN} of parts
   */
  Statistic[] statistic() default {};

  /**
   * How many runs are measured; more, if these prove nothing.
   *
   * @return 0 for 10, or as many as the statistic needs
   */
  int runs() default 0;

  /**
   * How many runs go before them, and are not measured.
   *
   * @return 0 or more
   */
  int warmup() default 5;

  /**
   * How many runs are measured at most when fewer prove nothing.
   *
   * @return 0 for a hundred times as many as are asked for, and 1,000 at least
   */
  int atMost() default 0;

  /**
   * How long the runs take together before the budget is called exceeded: a machine that is
   * disturbed for a moment would be mistaken for slow code. Half as long before a budget of P90,
   * P95 or P99 is called kept.
   *
   * @return a time such as {@code 5 s}
   */
  String failNotBefore() default "5 s";

  /**
   * How long the runs take together at most; then the verdict is given on those that there are.
   *
   * @return a time such as {@code 60 s}
   */
  String timeLimit() default "60 s";

  /**
   * Whether the test fails when the runs prove nothing, instead of a warning.
   *
   * @return whether it is strict
   */
  boolean strict() default false;

  /** Several budgets of one method, each with runs of its own. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
  @ExtendWith({TraceExtension.class, BudgetExtension.class})
  @ResourceLock(Resources.GLOBAL)
  @interface All {

    /**
     * The budgets.
     *
     * @return one or more
     */
    LatencyBudget[] value();
  }
}
