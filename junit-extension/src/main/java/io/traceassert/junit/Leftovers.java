package io.traceassert.junit;

import io.traceassert.CapturedTraces;
import io.traceassert.TraceAssertionError;
import io.traceassert.capture.Capture;
import io.traceassert.capture.OpenScope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What a test leaves behind that no assertion was about: errors, spans that never ended, and scopes
 * that were never closed.
 */
final class Leftovers {

  private static final Logger LOGGER = Logger.getLogger(TraceExtension.class.getName());

  private final List<TraceAssertionError> failing = new ArrayList<>();
  private final List<TraceAssertionError> warning = new ArrayList<>();

  private Leftovers(CapturedTraces traces, Policies policies, List<OpenScope> scopes) {
    if (policies.unexpectedErrors() != Policy.IGNORE) {
      traces.unexpectedErrors().ifPresent(listFor(policies.unexpectedErrors())::add);
    }
    if (policies.openSpans() != Policy.IGNORE) {
      traces.openSpans().ifPresent(listFor(policies.openSpans())::add);
    }
    traces.openScopes(scopes).ifPresent(listFor(policies.openScopes())::add);
  }

  private List<TraceAssertionError> listFor(Policy policy) {
    return policy == Policy.FAIL ? failing : warning;
  }

  /**
   * Looks at what there is now: the test failed, and is not kept waiting. Its scopes may yet be
   * closed by what comes after a test.
   */
  static Leftovers ofFailed(TestScope scope) {
    return new Leftovers(scope.traces(), scope.policies(), List.of());
  }

  /** Reports what a test that passed leaves behind. */
  static void report(ExtensionContext context, TestScope scope) {
    if (scope.policies().ignoreAll()) {
      return;
    }
    Leftovers leftovers = ofPassed(scope);
    if (!leftovers.all().isEmpty() && scope.reportFirst()) {
      leftovers.publish(context, scope);
    }
  }

  /**
   * A test that may turn red waits for spans as an assertion does; for a mere warning only so long
   * as a server needs that has answered and not yet ended its span.
   */
  private static Leftovers ofPassed(TestScope scope) {
    Duration atMost = scope.policies().mayFail() ? scope.own().settleTimeout() : FailureReport.LATE;
    try {
      scope.traces().await(atMost, Capture::settled);
    } catch (TraceAssertionError interrupted) { // must not turn a test red
    }
    return new Leftovers(scope.traces(), scope.policies(), scope.openScopes(atMost));
  }

  private void publish(ExtensionContext context, TestScope scope) {
    String captured = messages() + "\n\n" + scope.traces().report();
    String report = Artifact.of(context).write(context.getDisplayName() + "\n" + captured);
    context.publishReportEntry(FailureReport.ENTRY, captured);
    warning.forEach(each -> LOGGER.warning(
        "%s: %s\n\n%s".formatted(context.getDisplayName(), each.getMessage(), report)));
    joined().ifPresent(each -> {
      throw each.withParagraph(report);
    });
  }

  private List<TraceAssertionError> all() {
    List<TraceAssertionError> all = new ArrayList<>(failing);
    all.addAll(warning);
    return all;
  }

  private String messages() {
    return all().stream().map(Throwable::getMessage).collect(Collectors.joining("\n\n"));
  }

  /** Says what there is, without traces and advice. */
  String summary() {
    return all().stream()
        .map(each -> String.valueOf(each.getMessage())
            .lines()
            .takeWhile(line -> !line.isEmpty())
            .collect(Collectors.joining("\n", "", "\n")))
        .collect(Collectors.joining());
  }

  /** The failure that a test deserves; a second one is suppressed by the first. */
  Optional<TraceAssertionError> joined() {
    Optional<TraceAssertionError> first = failing.stream().findFirst();
    failing.stream().skip(1).forEach(other -> first.ifPresent(one -> one.addSuppressed(other)));
    return first;
  }
}
