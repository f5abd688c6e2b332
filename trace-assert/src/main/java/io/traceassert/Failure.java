package io.traceassert;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.text.Columns;
import io.traceassert.text.Durations;
import io.traceassert.trace.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.WritableAssertionInfo;
import org.assertj.core.util.Throwables;
import org.jspecify.annotations.Nullable;

/**
 * Why an assertion does not hold: what and where, the evidence, the traces with the guilty spans
 * marked, and advice. The one place where failures become text.
 */
final class Failure {

  private static final Set<String> OWN = Stream.concat(
          Stream.of(
              Failure.class,
              Settling.class,
              View.class,
              CapturedTraces.class,
              CarrierAssert.class,
              LatencyBudget.class,
              BudgetRuns.class,
              BudgetReport.class),
          withSubclasses(TracingAssert.class))
      .map(Class::getName)
      .collect(Collectors.toUnmodifiableSet());

  private String heading;
  private final List<String> evidence = new ArrayList<>();
  private final Columns facts = new Columns(-1);
  private final List<String> differences = new ArrayList<>();
  private final Set<Trace> traces = new LinkedHashSet<>();
  private final Map<SpanData, String> comments = new LinkedHashMap<>();
  private final Set<String> attributes = new LinkedHashSet<>();
  private final List<List<SpanData>> alike = new ArrayList<>();
  private final Set<String> advice = new LinkedHashSet<>();
  private @Nullable Object expected;
  private @Nullable Object actual;

  private Failure(String heading) {
    this.heading = heading;
  }

  /** Begins with one line that says what is wrong, and where. */
  static Failure of(String heading) {
    return new Failure(heading);
  }

  /** Says in the heading how long the expectation was waited for. */
  Failure notWithin(Duration duration) {
    heading = "not within " + Durations.exact(duration) + ": " + heading;
    return this;
  }

  /** Says in the heading where this is. */
  Failure in(String place) {
    heading = place + heading;
    return this;
  }

  /** Adds a sentence of evidence, which comes directly below the heading. */
  Failure because(String sentence) {
    evidence.add(sentence);
    return this;
  }

  Failure fact(String name, String value) {
    facts.add(List.of(name, value));
    return this;
  }

  /** Adds a drawn difference. */
  Failure difference(String drawing) {
    differences.add(drawing);
    return this;
  }

  Failure drawing(Trace trace) {
    traces.add(trace);
    return this;
  }

  Failure drawing(List<Trace> all) {
    traces.addAll(all);
    return this;
  }

  Failure marking(SpanData span, String comment) {
    comments.put(span, comment);
    return this;
  }

  Failure showing(String attributeKey) {
    attributes.add(attributeKey);
    return this;
  }

  /** Draws siblings that are alike as one, with how many there are. */
  Failure folding(List<SpanData> siblings) {
    alike.add(siblings);
    return this;
  }

  Failure advising(String sentence) {
    advice.add(sentence);
    return this;
  }

  Failure comparing(Object expected, Object actual) {
    this.expected = expected;
    this.actual = actual;
    return this;
  }

  /** Makes the error to throw, with the description or the message that the user gave. */
  TraceAssertionError error(WritableAssertionInfo info, Scene scene) {
    String description = info.hasDescription() ? "[" + info.descriptionText() + "] " : "";
    String overriding = info.overridingErrorMessage();
    String message =
        overriding == null ? message(description, scene.notes()) : description + overriding;
    TraceAssertionError error = error(message, scene);
    Throwables.removeAssertJRelatedElementsFromStackTrace(error);
    return error;
  }

  /** Renders the failure, its heading preceded by a text that may be empty. */
  String message(String prefix, List<String> notes) {
    StringBuilder out = new StringBuilder(prefix).append(heading).append('\n');
    evidence.forEach(sentence -> out.append(sentence).append('\n'));
    paragraph(out, facts.render("  "));
    differences.forEach(drawing -> paragraph(out, drawing));
    paragraph(out, TracesText.render(List.copyOf(traces), comments, attributes, alike));
    paragraph(out, lines("", advice));
    paragraph(out, lines("note: ", notes));
    return out.toString().stripTrailing();
  }

  TraceAssertionError error(String message, Scene scene) {
    TraceAssertionError error = new TraceAssertionError(message, expected, actual, scene.capture());
    error.setStackTrace(fromTheCaller(error.getStackTrace()));
    return error;
  }

  /** Drops our own frames from the top, so that the first line is the one that the user wrote. */
  private static StackTraceElement[] fromTheCaller(StackTraceElement[] frames) {
    return Arrays.stream(frames)
        .dropWhile(frame -> OWN.contains(frame.getClassName().replaceFirst("\\$.*", "")))
        .toArray(StackTraceElement[]::new);
  }

  private static Stream<Class<?>> withSubclasses(Class<?> type) {
    return type.isSealed()
        ? Stream.concat(
            Stream.of(type),
            Arrays.stream(type.getPermittedSubclasses()).flatMap(Failure::withSubclasses))
        : Stream.of(type);
  }

  private static void paragraph(StringBuilder out, String text) {
    if (!text.isEmpty()) {
      out.append('\n').append(text);
    }
  }

  private static String lines(String prefix, Collection<String> sentences) {
    return sentences.stream()
        .map(sentence -> prefix + sentence + "\n")
        .collect(Collectors.joining());
  }
}
