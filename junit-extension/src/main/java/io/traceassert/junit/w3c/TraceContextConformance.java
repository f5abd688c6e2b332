package io.traceassert.junit.w3c;

import static java.util.Objects.requireNonNull;

import io.traceassert.junit.Policy;
import io.traceassert.propagation.TraceContextLevel;
import io.traceassert.text.Durations;
import io.traceassert.text.Spelling;
import io.traceassert.text.Words;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/**
 * Tests whether an HTTP service obeys W3C Trace Context: a dynamic test for each rule of the
 * recommendation.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicNode> w3c() {
 *   return TraceContextConformance.of(URI.create("http://localhost:8080/test")).tests();
 * }
 * }</pre>
 *
 * <p>Each test sends the service a request and asks it to call back to this JVM. What the service
 * sends on is what the rules are about. The service learns the address from the body of a POST
 * request, as W3C's own test service has it: {@code [{"url": "http://…", "arguments": []}]} asks
 * for a POST request to that URL with the arguments as its body; or from the query, see
 * {@link #callbackInQuery}.
 *
 * <p>A rule that binds (MUST) is broken or not, and turns a test red. What is only recommended
 * (SHOULD) does not: a test of it is reported as aborted and says why, see
 * {@link #recommendations}. Aborted is also what cannot be judged, because a rule that it rests on
 * is broken.
 *
 * <p>Instances cannot be changed: each method returns another one.
 */
public final class TraceContextConformance {

  private static final int HIGHEST_PORT = 65_535;
  private static final Set<String> SCHEMES = Set.of("http", "https");
  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
  private static final String VALUE = "[\\t\\x20-\\x7e\\x80-\\xff]*";

  private final Settings settings;

  private TraceContextConformance(Settings settings) {
    this.settings = settings;
  }

  /**
   * Begins with the address of the service. It is to be ready.
   *
   * @param service where it takes requests, {@code http} or {@code https}
   * @return tests of both levels, which call back over the loopback
   * @throws IllegalArgumentException if this is not the URL of an HTTP service
   */
  public static TraceContextConformance of(URI service) {
    String scheme = requireNonNull(service, "service").getScheme();
    if (scheme == null || !SCHEMES.contains(scheme) || service.getHost() == null) {
      throw new IllegalArgumentException(
          "service must be an http or https URL with a host, but is " + service);
    }
    return new TraceContextConformance(Settings.of(service));
  }

  /**
   * Sends GET requests that name the address to call in the query:
   * {@code http://localhost:8080/test?callback=http%3A%2F%2F127.0.0.1…}. Otherwise the body of a
   * POST request names it.
   *
   * @param parameter the name of the parameter, such as {@code callback}
   * @return the same tests with this way of calling back
   * @throws IllegalArgumentException if the name is blank
   */
  public TraceContextConformance callbackInQuery(String parameter) {
    return new TraceContextConformance(
        settings.withQueryParameter(notBlank(parameter, "parameter")));
  }

  private static String notBlank(String value, String name) {
    if (requireNonNull(value, name).isBlank()) {
      throw new IllegalArgumentException(name + " must not be blank");
    }
    return value;
  }

  /**
   * Says what the service calls the host on which the tests run, for a service in a container or on
   * another host. The tests then listen on every address; otherwise only on the loopback.
   *
   * @param host a name or an address, such as {@code host.docker.internal}
   * @return the same tests with this host
   * @throws IllegalArgumentException if the host is blank
   */
  public TraceContextConformance callbackHost(String host) {
    return new TraceContextConformance(settings.withCallbackHost(notBlank(host, "host")));
  }

  /**
   * Chooses the port on which the tests wait for the service to call back, where the way to it has
   * to be opened before.
   *
   * @param port 1 to 65535, or 0 for any that is free
   * @return the same tests with this port
   * @throws IllegalArgumentException if there is no such port
   */
  public TraceContextConformance callbackPort(int port) {
    if (port < 0 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException("port must be 0 to 65535, but is " + port);
    }
    return new TraceContextConformance(settings.withCallbackPort(port));
  }

  /**
   * Bounds how long the service may take to answer, and after that to call back. It is 5 s unless
   * this is said.
   *
   * @param timeout more than zero
   * @return the same tests with this bound
   * @throws IllegalArgumentException if it is zero or negative
   */
  public TraceContextConformance timeout(Duration timeout) {
    if (requireNonNull(timeout, "timeout").isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException(
          "timeout must be positive, but is " + Durations.exact(timeout));
    }
    return new TraceContextConformance(settings.withTimeout(timeout));
  }

  /**
   * Adds a header to each request, for a service that asks who is there. Failures mask a value that
   * looks like a secret.
   *
   * @param name of the header
   * @param value of the header
   * @return the same tests with this header
   * @throws IllegalArgumentException if HTTP does not allow the name or the value, or it is a
   *     header of Trace Context
   */
  public TraceContextConformance header(String name, String value) {
    if (!requireNonNull(name, "name").matches(TOKEN)
        || !requireNonNull(value, "value").matches(VALUE)) {
      throw new IllegalArgumentException("this cannot be a header of HTTP: \"" + name + "\"");
    }
    Header header = new Header(name, value);
    if (header.isNamed(Header.TRACEPARENT) || header.isNamed(Header.TRACESTATE)) {
      throw new IllegalArgumentException("the tests themselves choose " + name);
    }
    return new TraceContextConformance(settings.withHeader(header));
  }

  /**
   * Chooses the level of the recommendation, {@code LEVEL_2} if nothing is said: it adds the flag
   * random-trace-id, and wider rules for tracestate.
   *
   * @param level by which the service is judged
   * @return the tests of this level
   */
  public TraceContextConformance level(TraceContextLevel level) {
    return new TraceContextConformance(settings.withLevel(requireNonNull(level, "level")));
  }

  /**
   * Chooses what becomes of rules that only recommend (SHOULD).
   *
   * @param policy {@code FAIL} turns a test red, {@code WARN}, which is the default, aborts it with
   *     a message, {@code IGNORE} leaves out what recommends
   * @return the same tests with this policy
   */
  public TraceContextConformance recommendations(Policy policy) {
    return new TraceContextConformance(
        settings.withRecommendations(requireNonNull(policy, "policy")));
  }

  /**
   * Names rules that the service is known to break, perhaps because of the tracing library that it
   * uses. A test of such a rule is aborted and says what the service does; it fails when the
   * service obeys the rule, so that the name is removed here.
   *
   * @param rules ids, as the messages of failures have them
   * @return the same tests, in which these rules may be broken
   * @throws IllegalArgumentException if there is no such rule
   */
  public TraceContextConformance deviating(String... rules) {
    for (String rule : requireNonNull(rules, "rules")) {
      if (Rules.named(requireNonNull(rule, "rule")).isEmpty()) {
        throw new IllegalArgumentException("there is no rule \"%s\"; the nearest are %s"
            .formatted(rule, Words.names(Spelling.nearest(rule, Rules.names()))));
      }
    }
    return new TraceContextConformance(settings.withDeviating(List.of(rules)));
  }

  /**
   * Makes the tests. What they listen on is opened by the first test, and closed after the last
   * when the stream is closed, which JUnit does.
   *
   * @return containers of tests, in which the first says whether the service calls back at all
   */
  public Stream<DynamicNode> tests() {
    Judge judge = new Judge(settings);
    List<Rules> groups = Rules.of(settings.level());
    List<Rules> containers =
        new ArrayList<>(groups.stream().map(Rules::thatBind).toList());
    if (settings.recommendations() != Policy.IGNORE) {
      containers.add(new Rules(
          "recommended",
          groups.stream().flatMap(group -> group.thatAdvise().rules().stream()).toList()));
    }
    return containers.stream()
        .map(group -> (DynamicNode) container(group, judge))
        .onClose(judge::close);
  }

  private DynamicContainer container(Rules group, Judge judge) {
    return DynamicContainer.dynamicContainer(
        group.title(),
        group.rules().stream()
            .map(rule -> DynamicTest.dynamicTest(
                rule.displayName(),
                () -> new Verdict(settings, rule, judge.outcome(rule)).pass())));
  }
}
