package io.traceassert.examples.w3c;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.traceassert.junit.w3c.TraceContextConformance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
 * What became of the rules that a service does not obey, and what the page says about it.
 *
 * @param ofRules by the name of the rule: {@code broken}, {@code not recommended} or {@code not
 *     judged}
 */
public record Results(Map<String, String> ofRules) {

  private static final Path PAGE = Path.of("../docs/W3C-CONFORMANCE.md");
  private static final Pattern RULE = Pattern.compile("\\nrule +(\\S+):");
  private static final ThreadLocal<TraceContextConformance> CURRENT = new ThreadLocal<>();

  static class Tests {

    @TestFactory
    Stream<DynamicNode> w3c() {
      return CURRENT.get().tests();
    }
  }

  /**
   * Runs the tests.
   *
   * @param conformance the tests of a service
   * @return what is not obeyed
   */
  public static Results of(TraceContextConformance conformance) {
    CURRENT.set(conformance);
    Events tests = EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(Tests.class))
        .execute()
        .testEvents();
    CURRENT.remove();
    Map<String, String> results = new TreeMap<>();
    tests.failed().stream()
        .map(Results::message)
        .forEach(message -> results.put(rule(message), "broken"));
    tests.aborted().stream()
        .map(Results::message)
        .forEach(message -> results.put(rule(message), aborted(message)));
    return new Results(results);
  }

  private static String message(Event event) {
    return String.valueOf(event
        .getRequiredPayload(TestExecutionResult.class)
        .getThrowable()
        .orElseThrow()
        .getMessage());
  }

  private static String aborted(String message) {
    return message.startsWith("cannot be judged") ? "not judged" : "not recommended";
  }

  private static String rule(String message) {
    Matcher matcher = RULE.matcher(message);
    return matcher.find() ? matcher.group(1) : message;
  }

  /**
   * Reads a column of the table on the page.
   *
   * @param service the heading of the column
   * @return what the page says
   * @throws IOException if there is no page
   */
  public static Results onPage(String service) throws IOException {
    List<String[]> rows = Files.readAllLines(PAGE).stream()
        .filter(line -> line.startsWith("|"))
        .map(line -> line.substring(1).split("\\|"))
        .toList();
    String[] heading =
        rows.stream().filter(row -> column(row, service) > 0).findFirst().orElseThrow();
    Map<String, String> results = new TreeMap<>();
    rows.stream()
        .filter(row -> row.length == heading.length && row[0].strip().startsWith("`"))
        .filter(row -> !row[column(heading, service)].isBlank())
        .forEach(row ->
            results.put(row[0].strip().replace("`", ""), row[column(heading, service)].strip()));
    return new Results(results);
  }

  private static int column(String[] row, String service) {
    return Stream.of(row).map(String::strip).toList().indexOf(service);
  }
}
