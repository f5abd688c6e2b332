package io.traceassert.testcontainers.configuration;

import org.jspecify.annotations.Nullable;

/** A configuration in which the pipelines cannot be found. The message is the end of a sentence. */
public final class UnreadableConfigurationException extends RuntimeException {

  private static final long serialVersionUID = 1;

  UnreadableConfigurationException(String problem, @Nullable Throwable cause) {
    super(problem, cause);
  }
}
