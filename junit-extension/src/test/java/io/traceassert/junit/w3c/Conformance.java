package io.traceassert.junit.w3c;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/**
 * The tests of a service, run in an engine of their own.
 *
 * @param failed the messages of failed tests, by rule
 * @param aborted the messages of aborted tests, by rule
 * @param passed how many
 */
record Conformance(Map<String, String> failed, Map<String, String> aborted, long passed) {

  private static final Pattern RULE = Pattern.compile("\\nrule +(\\S+):");
  private static final Pattern PORT = Pattern.compile("127\\.0\\.0\\.1(:|%3A)\\d+");
  private static final ThreadLocal<TraceContextConformance> CURRENT = new ThreadLocal<>();

  static class Case {

    @TestFactory
    Stream<DynamicNode> w3c() {
      return CURRENT.get().tests();
    }
  }

  static Conformance of(TraceContextConformance conformance) {
    CURRENT.set(conformance);
    Events tests = EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(Case.class))
        .execute()
        .testEvents();
    CURRENT.remove();
    return new Conformance(
        messages(tests.failed().stream()),
        messages(tests.aborted().stream()),
        tests.succeeded().count());
  }

  static Conformance of(Propagation propagation) {
    try (TestService service = TestService.start(propagation)) {
      return of(TraceContextConformance.of(service.uri()));
    }
  }

  private static Map<String, String> messages(Stream<Event> events) {
    Map<String, String> messages = new TreeMap<>();
    events.map(Conformance::message).forEach(message -> messages.put(rule(message), message));
    return messages;
  }

  private static String message(Event event) {
    Throwable thrown =
        event.getRequiredPayload(TestExecutionResult.class).getThrowable().orElseThrow();
    return PORT.matcher(String.valueOf(thrown.getMessage())).replaceAll("127.0.0.1$18080");
  }

  private static String rule(String message) {
    Matcher matcher = RULE.matcher(message);
    return matcher.find() ? matcher.group(1) : message;
  }

  /** The rules that were aborted because they only recommend. */
  Set<String> notRecommended() {
    return aborted("not recommended, though allowed: ");
  }

  /** The rules that were aborted because they rest on one that is broken. */
  Set<String> notJudged() {
    return aborted("cannot be judged without ");
  }

  private Set<String> aborted(String beginning) {
    Set<String> rules = new TreeSet<>();
    aborted.forEach((rule, message) -> {
      if (message.startsWith(beginning)) {
        rules.add(rule);
      }
    });
    return rules;
  }
}
