package io.traceassert.testcontainers;

import io.traceassert.TraceAssertions;
import org.assertj.core.annotation.CheckReturnValue;
import org.jspecify.annotations.Nullable;

/**
 * The entry to assertions on a collector. It extends {@link TraceAssertions}, so that one static
 * import is enough.
 *
 * <pre>{@code
 * import static io.traceassert.testcontainers.CollectorAssertions.assertThat;
 *
 * assertThat(collector).trace("POST /pay  ERROR").wasSampledBy("errors").hasRemoved("card.number");
 * }</pre>
 */
public final class CollectorAssertions extends TraceAssertions {

  private CollectorAssertions() {}

  /**
   * Begins assertions on a collector.
   *
   * @param actual a collector that is running
   * @return assertions
   */
  @CheckReturnValue
  public static CollectorAssert assertThat(@Nullable CollectorContainer actual) {
    return new CollectorAssert(actual);
  }
}
