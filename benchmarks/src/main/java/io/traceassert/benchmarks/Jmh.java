package io.traceassert.benchmarks;

import java.nio.file.Path;
import java.util.Collection;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs benchmarks of JMH in rounds. */
final class Jmh {

  private final Setting setting;
  private final Path logs;

  Jmh(Setting setting, Path logs) {
    this.setting = setting;
    this.logs = logs;
  }

  /** Runs iterations of one second, after a warm-up. */
  Rounds warm(
      Class<?> benchmark,
      UnaryOperator<ChainedOptionsBuilder> options,
      Function<BenchmarkParams, String> variant) {
    return rounds(
        benchmark,
        ".*",
        builder -> options.apply(builder
            .warmupIterations(setting.warmupSeconds)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(setting.measuredSeconds)
            .measurementTime(TimeValue.seconds(1))),
        variant);
  }

  /** Runs some methods a few times in a new JVM, after they ran there some times. */
  Rounds steady(
      Class<?> benchmark,
      String methods,
      UnaryOperator<ChainedOptionsBuilder> options,
      Function<BenchmarkParams, String> variant) {
    return rounds(
        benchmark,
        methods,
        builder -> options.apply(builder
            .warmupIterations(2 * setting.warmupSeconds)
            .measurementIterations(setting.measuredSeconds + 1)),
        variant);
  }

  /** Runs each method once in a new JVM, after it ran there some times. */
  Rounds once(Class<?> benchmark, int before) {
    return rounds(
        benchmark,
        ".*",
        builder -> builder.warmupIterations(before).measurementIterations(1),
        Jmh::method);
  }

  private Rounds rounds(
      Class<?> benchmark,
      String methods,
      UnaryOperator<ChainedOptionsBuilder> options,
      Function<BenchmarkParams, String> variant) {
    Rounds rounds = new Rounds();
    for (int round = 1; round <= setting.rounds; round++) {
      System.err.printf("%s: round %d of %d%n", benchmark.getSimpleName(), round, setting.rounds);
      for (RunResult result : run(benchmark, methods, options, round)) {
        rounds.add(
            variant.apply(result.getParams()),
            result.getPrimaryResult().getStatistics().getPercentile(50));
      }
    }
    return rounds;
  }

  private Collection<RunResult> run(
      Class<?> benchmark, String methods, UnaryOperator<ChainedOptionsBuilder> options, int round) {
    ChainedOptionsBuilder builder = new OptionsBuilder()
        .include(benchmark.getName() + "\\." + methods + "$")
        .forks(1)
        .jvmArgs("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch")
        .output(logs.resolve(benchmark.getSimpleName() + "-" + round + ".log").toString());
    try {
      return new Runner(options.apply(builder).build()).run();
    } catch (RunnerException e) {
      throw new IllegalStateException("could not run " + benchmark.getName(), e);
    }
  }

  static String method(BenchmarkParams params) {
    return params.getBenchmark().substring(params.getBenchmark().lastIndexOf('.') + 1);
  }
}
