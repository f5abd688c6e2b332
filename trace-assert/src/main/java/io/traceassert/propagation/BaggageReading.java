package io.traceassert.propagation;

import java.util.List;

/**
 * What headers carry as baggage: {@code baggage} of the W3C, and Jaeger's {@code uberctx-…} and
 * {@code jaeger-baggage}.
 *
 * @param members in the order in which they were sent, of each header
 * @param violations of the rules of W3C Baggage; secrets are masked
 */
public record BaggageReading(List<Member> members, List<Violation> violations) {

  /**
   * One member.
   *
   * @param header the header that has it, as it was written
   * @param key its key
   * @param value its value, decoded
   * @param properties its metadata as it was written, {@code key} or {@code key=value}
   */
  public record Member(String header, String key, String value, List<String> properties) {

    /**
     * Tells whether it looks like a secret, by its key, its value or its properties.
     *
     * @return true if it should not be sent to whoever is called
     */
    public boolean isSecret() {
      return Baggage.isSecret(this);
    }
  }

  /**
   * Returns the members that look like secrets.
   *
   * @return those of which {@link Member#isSecret} holds
   */
  public List<Member> secrets() {
    return members.stream().filter(Member::isSecret).toList();
  }
}
