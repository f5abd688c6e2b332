package io.traceassert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Compares the whole message of a failure. */
public final class Fails {

  private Fails() {}

  /** Null where no null belongs, as a caller without null checks would pass it. */
  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  public static <T> T nothing() {
    return null;
  }

  public static TraceAssertionError failure(ThrowingCallable assertion) {
    TraceAssertionError error = catchThrowableOfType(TraceAssertionError.class, assertion);
    assertThat(error).as("the assertion passed").isNotNull();
    return error;
  }

  public static TraceAssertionError assertFails(ThrowingCallable assertion, String message) {
    TraceAssertionError error = failure(assertion);
    assertThat(error.getMessage()).isEqualTo(message.stripTrailing());
    return error;
  }

  /** Compares what checks say when there is no span with the words of AssertJ. */
  public static void assertFailOnNull(List<Consumer<SpanAssert>> checks) {
    SpanData none = null;
    assertThat(checks)
        .allSatisfy(
            check -> assertThatThrownBy(() -> check.accept(TraceAssertions.assertThat(none)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expecting actual not to be null"));
  }
}
