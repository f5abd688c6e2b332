package io.traceassert;

import io.traceassert.capture.Capture;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where an assertion gets the scene that it is evaluated on. */
interface View {

  /** Evaluates a question and returns the answer together with the scene on which it was found. */
  <T> Answer<T> ask(Function<Scene, Found<T>> question);

  /** Makes a view of the same that is asked again until an answer holds. */
  View eventual(Duration atMost);

  /** What came of a question, and on which scene. */
  record Answer<T>(Found<T> found, Scene scene) {}

  /** A scene that does not change. */
  record Still(Scene scene) implements View {

    @Override
    public <T> Answer<T> ask(Function<Scene, Found<T>> question) {
      return new Answer<>(question.apply(scene), scene);
    }

    @Override
    public View eventual(Duration atMost) {
      return this;
    }
  }

  /** Some traces of another view. */
  record Narrowed(View whole, Function<Scene, Found<Scene>> choice) implements View {

    @Override
    public <T> Answer<T> ask(Function<Scene, Found<T>> question) {
      return whole.ask(scene -> choice.apply(scene).then(question));
    }

    @Override
    public View eventual(Duration atMost) {
      return new Narrowed(whole.eventual(atMost), choice);
    }
  }

  /** A view of which is known how far the clocks of two hosts may be apart. */
  record Tolerant(View view, Duration clockTolerance) implements View {

    @Override
    public <T> Answer<T> ask(Function<Scene, Found<T>> question) {
      return view.ask(scene -> question.apply(scene.withClockTolerance(clockTolerance)));
    }

    @Override
    public View eventual(Duration atMost) {
      return new Tolerant(view.eventual(atMost), clockTolerance);
    }
  }

  /**
   * A capture that is waited for once: everything that is asked afterwards looks at the same scene.
   * While another process may send more, a question that does not hold yet is asked again.
   */
  final class Settled implements View {

    private final CapturedTraces traces;
    private final View patient;
    private @Nullable Scene scene;

    Settled(CapturedTraces traces) {
      this.traces = traces;
      patient = eventual(traces.settleTimeout());
    }

    @Override
    public <T> Answer<T> ask(Function<Scene, Found<T>> question) {
      if (scene == null) {
        scene = Settling.settledScene(traces);
      }
      Answer<T> answer = new Answer<>(question.apply(scene), scene);
      if (answer.found.holds() || scene.isFinal()) {
        return answer;
      }
      Answer<T> later = patient.ask(question);
      scene = later.scene;
      return later;
    }

    @Override
    public View eventual(Duration atMost) {
      return new Eventual(traces, atMost);
    }
  }

  /**
   * A capture that is asked again after each change, until the answer holds on a settled scene or
   * the time is over.
   */
  final class Eventual implements View {

    private final CapturedTraces traces;
    private final Duration atMost;
    private final long deadline;

    Eventual(CapturedTraces traces, Duration atMost) {
      this.traces = traces;
      this.atMost = atMost;
      deadline = System.nanoTime() + CapturedTraces.saturatedNanos(atMost);
    }

    @Override
    public <T> Answer<T> ask(Function<Scene, Found<T>> question) {
      Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
      Capture last = traces.await(
          left,
          capture -> capture.settled() && question.apply(traces.scene(capture)).holds());
      Scene scene = traces.scene(last);
      Failure incomplete = Settling.incomplete(last, atMost);
      if (incomplete != null) {
        return new Answer<>(Found.failed(incomplete), scene);
      }
      Found<T> found = question.apply(scene);
      return new Answer<>(
          found.failure() == null ? found : Found.failed(found.failure().notWithin(atMost)), scene);
    }

    @Override
    public View eventual(Duration longer) {
      return new Eventual(traces, longer);
    }
  }
}
