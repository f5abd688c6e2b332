package io.traceassert.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.text.Secrets;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * By which clock a span was timed: that of the host which its resource names by {@code host.id} or
 * {@code host.name}. Processes of which none names its host are told apart by {@code process.pid}.
 * See the semantic conventions of OpenTelemetry, <a
 * href="https://opentelemetry.io/docs/specs/semconv/resource/host/">host</a> and <a
 * href="https://opentelemetry.io/docs/specs/semconv/resource/process/">process</a>.
 *
 * @param hostId null if the resource does not say
 * @param hostName null if the resource does not say
 * @param pid null if the resource does not say
 */
public record Clock(
    @Nullable String hostId,
    @Nullable String hostName,
    @Nullable Long pid) {

  private static final AttributeKey<String> HOST_ID = AttributeKey.stringKey("host.id");
  private static final AttributeKey<String> HOST_NAME = AttributeKey.stringKey("host.name");
  private static final AttributeKey<Long> PID = AttributeKey.longKey("process.pid");

  /**
   * In what two clocks differ.
   *
   * @param key the attribute of the resource
   * @param oneValue what the resource of the one says; null if it does not
   * @param otherValue what the resource of the other says; null if it does not
   */
  public record Difference(
      AttributeKey<?> key,
      @Nullable Object oneValue,
      @Nullable Object otherValue) {

    /**
     * Says it in a sentence.
     *
     * @return {@code host.name "a" and "b"}
     */
    public String phrase() {
      return oneValue == null || otherValue == null
          ? one() + " and " + other()
          : one() + " and " + print(otherValue);
    }

    /**
     * Says what the one is.
     *
     * @return {@code host.name "a"}
     */
    public String one() {
      return named(oneValue);
    }

    /**
     * Says what the other is.
     *
     * @return {@code host.name "b"}, or {@code no host.name}
     */
    public String other() {
      return named(otherValue);
    }

    private String named(@Nullable Object value) {
      return value == null ? "no " + key : key + " " + print(value);
    }

    private String print(Object value) {
      return Secrets.masked(key.getKey(), value);
    }
  }

  /**
   * Finds the clock that timed a span.
   *
   * @param span any span
   * @return what its resource says
   */
  public static Clock of(SpanData span) {
    Resource resource = span.getResource();
    return new Clock(
        resource.getAttribute(HOST_ID),
        resource.getAttribute(HOST_NAME),
        resource.getAttribute(PID));
  }

  /**
   * Compares what both say, the host first.
   *
   * @param other the clock that timed another span
   * @return in what they differ; empty if they are one clock as far as is known
   */
  public Optional<Difference> differenceTo(Clock other) {
    if (hostId != null && other.hostId != null) {
      return difference(HOST_ID, hostId, other.hostId);
    }
    if (hostName != null || other.hostName != null) {
      return difference(HOST_NAME, hostName, other.hostName);
    }
    if (hostId != null || other.hostId != null) {
      return difference(HOST_ID, hostId, other.hostId);
    }
    return pid == null || other.pid == null ? Optional.empty() : difference(PID, pid, other.pid);
  }

  private static Optional<Difference> difference(
      AttributeKey<?> key, @Nullable Object one, @Nullable Object other) {
    return Objects.equals(one, other)
        ? Optional.empty()
        : Optional.of(new Difference(key, one, other));
  }
}
