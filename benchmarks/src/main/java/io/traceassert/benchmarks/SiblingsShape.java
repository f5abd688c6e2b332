package io.traceassert.benchmarks;

import static io.traceassert.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.resources.Resource;
import io.traceassert.TraceAssert;
import io.traceassert.trace.Trace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Lays 2,000 lines of text, shuffled, on 2,000 siblings. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class SiblingsShape {

  private static final int SIBLINGS = 2_000;
  private static final int WRONG = 50;

  /** Whether the siblings differ by their names, or have one name and differ by an attribute. */
  @Param({"true", "false"})
  boolean named;

  private String shape = "";
  private Trace right = new VariedSpans().bushy(1).trace();
  private Trace wrong = right;

  /** Makes the traces and the text. */
  @Setup
  public void make() {
    right = trace(0);
    wrong = trace(WRONG);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < SIBLINGS; i++) {
      lines.add("  %s  [CLIENT]  item=%d  shelf=shelf %d".formatted(name(i), i, i % 7));
    }
    Collections.shuffle(lines, new Random(1));
    shape = VariedSpans.ROOT + "\n" + String.join("\n", lines);
  }

  /** Of the wrong ones some have another value, some another name, and some nothing in common. */
  private Trace trace(int wrongOnes) {
    Resource service = VariedSpans.service("shop");
    VariedSpans spans =
        new VariedSpans().add(-1, VariedSpans.ROOT, SpanKind.SERVER, Attributes.empty(), service);
    List<Integer> order = new ArrayList<>(IntStream.range(0, SIBLINGS).boxed().toList());
    Collections.shuffle(order, new Random(2));
    for (int n = 0; n < SIBLINGS; n++) {
      int i = order.get(n);
      boolean stranger = n < wrongOnes && n % 5 == 0;
      boolean misspelt = n < wrongOnes && n % 5 < 3;
      boolean misplaced = n < wrongOnes && !misspelt;
      spans.add(
          0,
          stranger ? "DELETE " + i : name(i) + (misspelt ? "s" : ""),
          stranger ? SpanKind.INTERNAL : SpanKind.CLIENT,
          attributes(stranger ? -i : i, "shelf " + (misplaced ? 9 : i % 7)),
          service);
    }
    return spans.trace();
  }

  private static Attributes attributes(int item, String shelf) {
    return Attributes.builder().put("item", item).put("shelf", shelf).build();
  }

  private String name(int i) {
    return named ? "reserve item " + i : "reserve item";
  }

  /** All are as expected. */
  @Benchmark
  public TraceAssert right() {
    return assertThat(right).hasShape(shape);
  }

  /** Fifty are not. */
  @Benchmark
  public AssertionError wrong() {
    return catchThrowableOfType(AssertionError.class, () -> assertThat(wrong).hasShape(shape));
  }
}
