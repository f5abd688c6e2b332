package io.traceassert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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
}
