package io.traceassert.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/**
 * Runs test classes that are made for it, which are not picked up otherwise, in an engine of their
 * own.
 */
final class Run {

  private Run() {}

  static EngineExecutionResults of(Path artifacts, Class<?>... classes) {
    return of(artifacts, Map.of(), classes);
  }

  static EngineExecutionResults of(
      Path artifacts, Map<String, String> parameters, Class<?>... classes) {
    EngineTestKit.Builder engine = EngineTestKit.engine("junit-jupiter")
        .configurationParameter("traceassert.artifacts", artifacts.toString())
        .configurationParameters(parameters);
    List.of(classes).forEach(type -> engine.selectors(selectClass(type)));
    return engine.execute();
  }

  /** The failures of the tests, in the order in which they finished. */
  static List<Throwable> failures(EngineExecutionResults results) {
    return results.allEvents().failed().stream().map(Run::failure).toList();
  }

  private static Throwable failure(Event event) {
    return event.getRequiredPayload(TestExecutionResult.class).getThrowable().orElseThrow();
  }
}
