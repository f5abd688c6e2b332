package io.traceassert;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.CapturedTraces.Body;
import io.traceassert.budget.BudgetResult;
import io.traceassert.budget.Judgement;
import io.traceassert.budget.Machine;
import io.traceassert.budget.Trial;
import io.traceassert.latency.LatencyScale;
import io.traceassert.shape.TraceShape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs a body until its budget is judged.
 *
 * @param <X> what the body throws
 */
final class BudgetRuns<X extends Throwable> {

  /** Of more, the traces are forgotten: only their times count. */
  private static final int MOST_SPANS_KEPT = 200_000;

  private final BudgetPlan plan;
  private final CapturedTraces traces;
  private final Body<X> body;
  private final Machine machine;
  private final List<BudgetRun> kept = new ArrayList<>();
  private @Nullable List<TraceShape> shapes;
  private @Nullable CapturedTraces lastRun;
  private int spansKept;
  private boolean isPart;

  BudgetRuns(BudgetPlan plan, CapturedTraces traces, Body<X> body, Machine machine) {
    this.plan = plan;
    this.traces = traces;
    this.body = body;
    this.machine = machine;
    isPart = plan.bound().whole() != null;
  }

  BudgetResult result() throws X {
    LatencyScale scale = LatencyScale.fromSystemProperty();
    double written = written();
    BudgetBound.Limit limit = plan.bound().limit(scale, written);
    Trial trial = Trial.of(plan.statistic(), limit.value(), plan.runs());
    for (int number = 1; number <= plan.runs().warmup(); number++) {
      warmUp();
    }
    Judgement judgement = judgement(trial, limit.value());
    if (plan.bound() instanceof BudgetBound.Written bound) {
      bound.baseline().write(bound.key(plan), judgement.value(), bound.unit());
    }
    return new BudgetReport(plan, limit, judgement, written, kept).publish(traces);
  }

  private double written() {
    return plan.bound() instanceof BudgetBound.Written bound
        ? bound.baseline().read(bound.key(plan), bound.unit()).orElse(Double.POSITIVE_INFINITY)
        : Double.NaN;
  }

  private void warmUp() throws X {
    traces.during(body);
    if (plan.bound() instanceof BudgetBound.OtherBody other) {
      run(other);
    }
  }

  private Judgement judgement(Trial trial, double limit) throws X {
    long start = machine.nanoTime();
    for (int number = 1; ; number++) {
      double measured = measured(number);
      Duration elapsed = Duration.ofNanos(machine.nanoTime() - start);
      if (mayFailSoon(number, elapsed)) {
        machine.probe();
      }
      double contention = machine.contention();
      double allowed = isPart ? BudgetBound.allowedPart(limit, contention) : limit * contention;
      Optional<Judgement> judgement = trial.add(measured, elapsed, contention, allowed);
      if (judgement.isPresent()) {
        return judgement.get();
      }
    }
  }

  /** No budget may be called exceeded before it is known how busy the machine is. */
  private boolean mayFailSoon(int number, Duration elapsed) {
    return number > plan.runs().count()
        || elapsed.multipliedBy(2).compareTo(plan.runs().failNotBefore()) >= 0;
  }

  /** Runs the body once, and the other one before or after it, by turns. */
  private double measured(int number) throws X {
    if (!(plan.bound() instanceof BudgetBound.OtherBody other)) {
      Scene scene = runBody(number);
      return keep(number, measured(scene, number), scene, null);
    }
    Scene before = number % 2 == 0 ? run(other) : null;
    Scene scene = runBody(number);
    Scene others = before == null ? run(other) : before;
    double measured =
        100 * nanos(plan.measure(), scene, number) / whole(plan.measure(), others, number);
    return keep(number, measured, scene, others);
  }

  private Scene runBody(int number) throws X {
    lastRun = traces.during(body);
    Scene scene = Settling.settledScene(lastRun);
    checkShape(scene, number);
    return scene;
  }

  private double measured(Scene scene, int number) {
    double nanos = nanos(plan.measure(), scene, number);
    Measure whole = plan.bound().whole();
    if (whole == null) {
      return nanos;
    }
    isPart = isPart && plan.measure().isPartOf(whole, scene);
    return 100 * nanos / whole(whole, scene, number);
  }

  private double keep(int number, double measured, Scene scene, @Nullable Scene others) {
    spansKept += CaptureFailure.spanCount(scene);
    if (spansKept <= MOST_SPANS_KEPT && lastRun != null) {
      kept.add(new BudgetRun(number, measured, lastRun, scene, others));
    }
    return measured;
  }

  private Scene run(BudgetBound.OtherBody other) {
    try {
      return Settling.settledScene(traces.during(other.body()));
    } catch (Throwable failure) {
      BudgetRuns.<RuntimeException>rethrow(failure);
      throw new AssertionError(failure); // never gets here
    }
  }

  /** Throws a failure as it is: those of the other body are of nobody's type. */
  @SuppressWarnings("unchecked") // nothing is cast at run time
  private static <T extends Throwable> void rethrow(Throwable failure) throws T {
    throw (T) failure;
  }

  private double nanos(Measure measure, Scene scene, int number) {
    Found<List<SpanData>> spans = scene.traces().isEmpty()
        ? Found.failed(CaptureFailure.nothing(scene))
        : measure.spans(scene);
    if (spans.failure() != null) {
      throw inRun(number, spans.failure(), scene);
    }
    return measure.nanos(spans.value(), scene);
  }

  /** Measures what others are parts of. */
  private double whole(Measure measure, Scene scene, int number) {
    double nanos = nanos(measure, scene, number);
    if (nanos > 0) {
      return nanos;
    }
    Failure failure =
        Failure.of(measure.phrase() + " took no time, so that nothing is a part of it");
    throw inRun(number, failure.drawing(scene.traces()), scene);
  }

  private void checkShape(Scene scene, int number) {
    if (shapes == null) {
      shapes = scene.traces().stream().map(TraceShape::of).toList();
      return;
    }
    Failure failure = shapes.size() == 1 && scene.traces().size() == 1
        ? ShapeFailure.exactly(shapes.get(0), scene.traces().get(0), scene)
        : ShapeFailure.each(shapes, scene);
    if (failure != null) {
      throw inRun(
          number,
          failure.because(
              "the expected shape is that of run 1: runs that do different things cannot be compared"),
          scene);
    }
  }

  private TraceAssertionError inRun(int number, Failure failure, Scene scene) {
    Failure named = failure.in("run %d: ".formatted(number));
    return named.error(named.message("", scene.notes()), scene);
  }
}
