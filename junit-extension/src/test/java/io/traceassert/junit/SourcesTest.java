package io.traceassert.junit;

import static io.traceassert.TraceAssertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.traceassert.CapturedTraces;
import io.traceassert.capture.Capture;
import io.traceassert.capture.Recording;
import io.traceassert.capture.SpanSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Sources that outlive the tests. */
class SourcesTest {

  @TempDir
  Path artifacts;

  @Test
  void aSourceKnowsTheTracesOfATestBeforeTheTestIsOver() {
    Elsewhere.recordings.clear();
    ElsewhereCase.traceIds.clear();

    assertThat(Run.failures(Run.of(artifacts, ElsewhereCase.class))).isEmpty();

    assertThat(Elsewhere.recordings).hasSize(2);
    assertThat(Elsewhere.recordings)
        .allSatisfy(recording -> assertThat(recording.closed).isTrue());
    assertThat(Elsewhere.recordings.get(0).claimed).containsExactly(ElsewhereCase.traceIds.get(0));
    assertThat(Elsewhere.recordings.get(1).claimed).containsExactly(ElsewhereCase.traceIds.get(1));
  }

  @Test
  void ofEachDynamicTestAsWell() {
    Elsewhere.recordings.clear();
    DynamicCase.traceIds.clear();

    assertThat(Run.failures(Run.of(artifacts, DynamicCase.class))).isEmpty();

    assertThat(Elsewhere.recordings).hasSize(3);
    assertThat(Elsewhere.recordings.get(1).claimed).containsExactly(DynamicCase.traceIds.get(0));
    assertThat(Elsewhere.recordings.get(2).claimed).containsExactly(DynamicCase.traceIds.get(1));
  }

  static class ElsewhereCase {

    private static final List<String> traceIds = new ArrayList<>();

    @RegisterExtension
    static final TraceExtension traces = TraceExtension.capturing(new Elsewhere());

    @Test
    void one(OpenTelemetry openTelemetry) {
      traceIds.add(trace(openTelemetry));
    }

    @Test
    void two(OpenTelemetry openTelemetry) {
      traceIds.add(trace(openTelemetry));
    }
  }

  static class DynamicCase {

    private static final List<String> traceIds = new ArrayList<>();

    @RegisterExtension
    static final TraceExtension traces = TraceExtension.capturing(new Elsewhere());

    @TestFactory
    Stream<DynamicTest> tests(CapturedTraces captured, OpenTelemetry openTelemetry) {
      return Stream.of("one", "two")
          .map(name -> DynamicTest.dynamicTest(name, () -> traceIds.add(trace(openTelemetry))));
    }
  }

  private static String trace(OpenTelemetry openTelemetry) {
    Span span = openTelemetry.getTracer("test").spanBuilder("span").startSpan();
    span.end();
    return span.getSpanContext().getTraceId();
  }

  /** A source of another process, to which nothing comes. */
  private static final class Elsewhere implements SpanSource {

    private static final List<Listening> recordings = new ArrayList<>();

    @Override
    public Recording record() {
      return new Listening();
    }
  }

  private static final class Listening implements Recording {

    private final Set<String> claimed = new LinkedHashSet<>();
    private boolean closed;

    Listening() {
      Elsewhere.recordings.add(this);
    }

    @Override
    public Recording record() {
      return new Listening();
    }

    @Override
    public Capture capture() {
      return Recording.of(List.of()).capture();
    }

    @Override
    public void claim(Set<String> traceIds) {
      assertThat(closed).isFalse();
      claimed.addAll(traceIds);
    }

    @Override
    public Subscription onChange(Runnable listener) {
      return () -> {};
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
