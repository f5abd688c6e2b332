package io.traceassert.junit;

import static java.util.stream.Collectors.joining;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.TraceAssertionError;
import io.traceassert.capture.Capture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.MultipleFailuresError;
import org.opentest4j.TestAbortedException;

/** What a failed test leaves behind: a file, a report entry, and a line or two in its failure. */
final class FailureReport {

  /** How long a failed test is kept waiting for spans that its assertion did not see. */
  static final Duration LATE = Duration.ofMillis(50);

  static final String ENTRY = "trace-assert";
  private static final int MOST_NAMED = 10;

  private final ExtensionContext context;
  private final TestScope scope;

  FailureReport(ExtensionContext context, TestScope scope) {
    this.context = context;
    this.scope = scope;
  }

  /** Publishes the captured traces and returns the failure to throw instead of the given one. */
  Throwable publish(Throwable failure) {
    if (failure instanceof TestAbortedException || !scope.reportFirst()) {
      return failure;
    }
    List<String> lines = new ArrayList<>();
    assertionIn(failure)
        .flatMap(TraceAssertionError::capture)
        .map(this::lateSpans)
        .ifPresent(lines::addAll);
    Leftovers leftovers = Leftovers.ofFailed(scope);
    leftovers.joined().ifPresent(failure::addSuppressed);
    String captured = leftovers.summary() + scope.traces().report();
    lines.add(Artifact.of(context).write(heading(failure) + "\n" + captured));
    context.publishReportEntry(ENTRY, captured);
    return withLines(failure, String.join("\n", lines));
  }

  private String heading(Throwable failure) {
    return context.getDisplayName() + "\n" + failure + "\n";
  }

  private List<String> lateSpans(Capture seen) {
    Set<SpanContext> known =
        seen.spans().stream().map(SpanData::getSpanContext).collect(Collectors.toSet());
    List<String> late = newIn(awaitMore(known), known);
    if (late.isEmpty()) {
      return List.of();
    }
    String names =
        late.stream().limit(MOST_NAMED).map(name -> '"' + name + '"').collect(joining(", "));
    return List.of(
        "after this failure %d more %s arrived: %s; if %s meant, assert with eventually(Duration)"
            .formatted(
                late.size(),
                late.size() == 1 ? "span" : "spans",
                late.size() > MOST_NAMED ? names + ", …" : names,
                late.size() == 1 ? "it was" : "they were"));
  }

  private Capture awaitMore(Set<SpanContext> known) {
    try {
      return scope
          .traces()
          .await(LATE, capture -> capture.settled() && !newIn(capture, known).isEmpty());
    } catch (TraceAssertionError interrupted) { // must not replace the failure that is reported
      return scope.traces().capture();
    }
  }

  private static List<String> newIn(Capture capture, Set<SpanContext> known) {
    return capture.spans().stream()
        .filter(span -> !known.contains(span.getSpanContext()))
        .map(SpanData::getName)
        .toList();
  }

  private static Throwable withLines(Throwable failure, String lines) {
    if (failure instanceof TraceAssertionError assertion) {
      return assertion.withParagraph(lines);
    }
    failure.addSuppressed(new CapturedTracesReport(lines));
    return failure;
  }

  /**
   * Finds an assertion of ours: the failure itself, its cause, or one of several that were
   * collected.
   */
  private static Optional<TraceAssertionError> assertionIn(Throwable failure) {
    return search(failure, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private static Optional<TraceAssertionError> search(Throwable failure, Set<Throwable> visited) {
    if (failure instanceof TraceAssertionError assertion) {
      return Optional.of(assertion);
    }
    if (!visited.add(failure)) {
      return Optional.empty();
    }
    List<Throwable> inner = new ArrayList<>(List.of(failure.getSuppressed()));
    Optional.ofNullable(failure.getCause()).ifPresent(inner::add);
    if (failure instanceof MultipleFailuresError several) {
      inner.addAll(several.getFailures());
    }
    return inner.stream().flatMap(each -> search(each, visited).stream()).findFirst();
  }
}
