package io.traceassert;

import static java.util.Comparator.comparing;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.budget.BudgetResult;
import io.traceassert.budget.Judgement;
import io.traceassert.budget.Verdict;
import io.traceassert.latency.CriticalPath;
import io.traceassert.latency.TraceTimes;
import io.traceassert.text.Durations;
import io.traceassert.text.Words;
import io.traceassert.trace.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says what came of a budget, and throws it if it is a failure. */
final class BudgetReport {

  private static final System.Logger LOGGER = System.getLogger(LatencyBudget.class.getName());

  /** Below this the machine is as good as idle. */
  private static final double BUSY = 1.1;

  private final BudgetPlan plan;
  private final BudgetBound.Limit limit;
  private final Judgement judgement;
  private final double written;
  private final List<BudgetRun> kept;
  private final Optional<BudgetRun> typical;

  BudgetReport(
      BudgetPlan plan,
      BudgetBound.Limit limit,
      Judgement judgement,
      double written,
      List<BudgetRun> kept) {
    this.plan = plan;
    this.limit = limit;
    this.judgement = judgement;
    this.written = written;
    this.kept = kept;
    typical = kept.stream()
        .min(comparing((BudgetRun run) -> Math.abs(run.measured() - judgement.value()))
            .thenComparing(BudgetRun::number));
  }

  /** Hands the result to the captured traces, and throws, warns, or returns it. */
  BudgetResult publish(CapturedTraces traces) {
    BudgetResult result = result();
    traces.add(result);
    boolean fails = result.verdict() == Verdict.FAIL
        || (result.verdict() == Verdict.UNSTABLE && plan.isStrict());
    if (fails) {
      typical.ifPresent(run -> traces.show(run.traces()));
      Scene scene = typical.map(BudgetRun::scene).orElseGet(Scene::empty);
      Failure failure = failure();
      throw failure.error(failure.message("", scene.notes()), scene);
    }
    if (result.verdict() == Verdict.UNSTABLE) {
      LOGGER.log(System.Logger.Level.WARNING, failure().message("", List.of()));
    }
    return result;
  }

  private BudgetResult result() {
    return new BudgetResult(
        plan.phrase(),
        limit.phrase(),
        print(judgement.value()),
        judgement,
        guilty(),
        change(),
        notes());
  }

  private Optional<String> change() {
    return Double.isFinite(written)
        ? Optional.of(
            String.format(Locale.ROOT, "%+.1f %%", 100 * (judgement.value() / written - 1)))
        : Optional.empty();
  }

  /** What justifies the verdict, a sentence each. */
  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    notes.add("%s, %d of them within the budget; %s"
        .formatted(Words.count(judgement.runs(), "run"), judgement.within(), confidence()));
    if (hasStreaks()) {
      notes.add("slow runs came in a row, so that all are worth no more than %d"
          .formatted(judgement.effective()));
    }
    if (isBusy()) {
      notes.add(String.format(
          Locale.ROOT,
          "the machine was busy: a thread took %.1f times as long as it computed, so that up to %s is allowed",
          judgement.contention(),
          print(judgement.allowed())));
    }
    if (plan.bound() instanceof BudgetBound.Written bound) {
      if (!Double.isFinite(written)) {
        notes.add("written down in " + bound.baseline());
      } else if (!bound.isRelative()) {
        bound.baseline().otherMachine().ifPresent(notes::add);
      }
    }
    return notes;
  }

  private String confidence() {
    List<String> known = new ArrayList<>();
    if (judgement.verdict() != Verdict.PASS && Double.isFinite(judgement.atLeast())) {
      known.add(print(judgement.atLeast()) + " or more (99.99 %)");
    }
    if (judgement.verdict() != Verdict.FAIL && Double.isFinite(judgement.atMost())) {
      known.add(print(judgement.atMost()) + " or less (99 %)");
    }
    return known.isEmpty()
        ? "too few to tell"
        : "the %s is %s".formatted(plan.statistic(), String.join(", and ", known));
  }

  private String print(double value) {
    return plan.bound().print(value);
  }

  private Failure failure() {
    Failure failure = Failure.of("%s is %s, expected %s%s"
        .formatted(
            plan.phrase(),
            print(judgement.value()),
            limit.phrase(),
            judgement.verdict() == Verdict.UNSTABLE ? ", but the runs do not prove it" : ""));
    typical.ifPresent(run -> explain(failure, run));
    notes().forEach(failure::because);
    if (judgement.verdict() == Verdict.UNSTABLE) {
      failure.advising(advice());
    }
    return failure.comparing(limit.phrase(), print(judgement.value()));
  }

  private String advice() {
    if (isBusy()) {
      return "The machine was too busy to judge times: let nothing else run beside timed tests, or "
          + steadier();
    }
    return hasStreaks()
        ? "What disturbs the machine lasts nearly as long as the runs: allow more of them, and more time before a failure."
        : "The runs differ too much: allow more of them, or " + steadier();
  }

  private String steadier() {
    return plan.bound().isRelative()
        ? "assert on a count, which does not depend on the machine."
        : "measure a share of the same trace or a count, which do not depend on the machine.";
  }

  private boolean isBusy() {
    return judgement.contention() > BUSY;
  }

  private boolean hasStreaks() {
    return judgement.effective() < judgement.runs() * 0.9;
  }

  private void explain(Failure failure, BudgetRun run) {
    if (isComparison()) {
      guilty().ifPresent(failure::because);
    } else {
      guilty()
          .ifPresent(guilty ->
              failure.because("%s in run %d, which is shown".formatted(guilty, run.number())));
    }
    top(run.scene()).ifPresent(top -> {
      if (plan.measure().isSelfTime()) {
        failure
            .marking(top, "self time " + print(run.measured()))
            .drawing(run.scene().traceOf(top));
      } else {
        went(run, top).explain(failure);
      }
    });
  }

  private boolean isComparison() {
    return plan.bound() instanceof BudgetBound.OtherBody;
  }

  private Optional<String> guilty() {
    if (plan.measure().isSelfTime()) {
      return Optional.empty();
    }
    return isComparison()
        ? slower().culprit()
        : typical.flatMap(run -> top(run.scene()).map(top -> went(run, top).culprit()));
  }

  private Slower slower() {
    Slower slower = new Slower();
    for (BudgetRun run : kept) {
      Scene others = run.others();
      if (others != null) {
        slower.add(path(run.scene()), path(others));
      }
    }
    return slower;
  }

  private CriticalPath path(Scene scene) {
    SpanData top = top(scene).orElseThrow();
    return CriticalPath.of(scene.traceOf(top), top);
  }

  private static WhereTimeWent went(BudgetRun run, SpanData top) {
    Trace trace = run.scene().traceOf(top);
    return WhereTimeWent.of(trace, TraceTimes.of(trace), top, Durations.of(top));
  }

  /** The longest of the spans that are measured. */
  private Optional<SpanData> top(Scene scene) {
    return plan.measure().spans(scene).value().stream().max(Comparator.comparing(Durations::of));
  }
}
