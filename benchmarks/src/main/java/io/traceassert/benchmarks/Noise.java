package io.traceassert.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;

/**
 * How long one run after the other takes on a machine that does other things, too. The work itself
 * takes 10 ms.
 *
 * @param name what the table calls it
 * @param usual the noise for which budgets are set: mostly the same
 * @param actual the noise in which they are checked
 */
record Noise(String name, Source usual, Source actual) {

  private Noise(String name, Source source) {
    this(name, source, source);
  }

  private static final double WORK = 10;

  /** Makes a series of runs from a source of randomness. */
  @FunctionalInterface
  interface Source extends Function<RandomGenerator, Series> {}

  /** Runs one after the other. */
  interface Series {

    /** The milliseconds of the next run. */
    double next();

    /** How many times longer the machine made a thread take up to now. */
    default double contention() {
      return 1;
    }
  }

  static List<Noise> all() {
    return List.of(
        new Noise("3 % jitter", random -> () -> jitter(random, 0.03)),
        new Noise("20 % jitter", random -> () -> jitter(random, 0.2)),
        new Noise("pauses: 4 % of the runs take 15 to 30 ms more", Noise::pauses),
        new Noise(
            "bursts: three times as slow for 60 ms, every 600 ms",
            random -> bursts(random, 540, 60)),
        new Noise(
            "bursts: three times as slow for 200 ms, every 2 s",
            random -> bursts(random, 1_800, 200)),
        new Noise("two modes, 1.6 apart, for 300 ms each", Noise::modes),
        new Noise("two modes, 1.6 apart, run by run (30 % slow)", Noise::bimodal),
        new Noise("a neighbour takes slices of 4 ms", Noise::slices),
        new Noise("pauses, bursts and 20 % jitter", Noise::everything),
        new Noise("recorded: nothing else runs", recorded("idle")),
        new Noise(
            "recorded: two more busy threads a core, the budget is of an idle machine",
            recorded("idle"),
            recorded("busy")));
  }

  private static double jitter(RandomGenerator random, double sigma) {
    return WORK * Math.exp(sigma * random.nextGaussian());
  }

  private static double pause(RandomGenerator random) {
    return random.nextDouble() < 0.04 ? 15 + 15 * random.nextDouble() : 0;
  }

  private static Series pauses(RandomGenerator random) {
    return () -> jitter(random, 0.03) + pause(random);
  }

  private static Series bursts(RandomGenerator random, double calm, double burst) {
    Phases phases = new Phases(random, calm, burst);
    return () -> phases.spend(jitter(random, 0.05) * (phases.second() ? 3 : 1));
  }

  private static Series modes(RandomGenerator random) {
    Phases phases = new Phases(random, 300, 300);
    return () -> phases.spend(jitter(random, 0.05) * (phases.second() ? 1.6 : 1));
  }

  private static Series bimodal(RandomGenerator random) {
    return () -> jitter(random, 0.05) * (random.nextDouble() < 0.3 ? 1.6 : 1);
  }

  private static Series slices(RandomGenerator random) {
    return () -> {
      double time = jitter(random, 0.05);
      while (random.nextDouble() < 0.4) {
        time += 4;
      }
      return time;
    };
  }

  private static Series everything(RandomGenerator random) {
    Phases phases = new Phases(random, 540, 60);
    return () -> phases.spend(jitter(random, 0.2) * (phases.second() ? 3 : 1) + pause(random));
  }

  private static Source recorded(String name) {
    double[][] recording = read("noise-" + name + ".txt");
    return random -> new Recording(recording, random.nextInt(recording.length));
  }

  /** Reads of each run the microseconds that it took, and that a probe took and computed. */
  private static double[][] read(String resource) {
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(
        Objects.requireNonNull(Noise.class.getResourceAsStream(resource), resource),
        StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line ->
              Arrays.stream(line.split(" ")).mapToDouble(Integer::parseInt).toArray())
          .toArray(double[][]::new);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The value that a share of the usual runs does not exceed in the long run. */
  double quantile(double share, int runs) {
    Series one = usual.apply(new SplittableRandom(1));
    double[] all = DoubleStream.generate(one::next).limit(runs).sorted().toArray();
    return all[(int) Math.ceil(share * runs) - 1];
  }

  /** Two phases of random length that alternate with the time that the runs take. */
  private static final class Phases {

    private final RandomGenerator random;
    private final double first;
    private final double second;
    private boolean inSecond;
    private double left;

    Phases(RandomGenerator random, double first, double second) {
      this.random = random;
      this.first = first;
      this.second = second;
      inSecond = random.nextDouble() < second / (first + second);
      left = length();
    }

    boolean second() {
      return inSecond;
    }

    double spend(double millis) {
      left -= millis;
      while (left <= 0) {
        inSecond = !inSecond;
        left += length();
      }
      return millis;
    }

    private double length() {
      return -Math.log(1 - random.nextDouble()) * (inSecond ? second : first);
    }
  }

  /** Plays a recording from any place, over its end to the beginning. */
  private static final class Recording implements Series {

    private final double[][] runs;
    private int place;
    private double elapsed;
    private double computed;

    Recording(double[][] runs, int place) {
      this.runs = runs;
      this.place = place;
    }

    @Override
    public double next() {
      place = (place + 1) % runs.length;
      elapsed += runs[place][1];
      computed += runs[place][2];
      return runs[place][0] / 1e3;
    }

    @Override
    public double contention() {
      return Math.max(1, elapsed / computed);
    }
  }
}
