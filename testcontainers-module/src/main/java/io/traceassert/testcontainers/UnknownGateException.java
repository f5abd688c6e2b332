package io.traceassert.testcontainers;

import org.testcontainers.containers.ContainerLaunchException;

/** The collector does not know the switch by which it records which policy decided. */
final class UnknownGateException extends ContainerLaunchException {

  private static final long serialVersionUID = 1;

  UnknownGateException(String message) {
    super(message);
  }
}
