package io.traceassert.benchmarks;

import static io.traceassert.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.resources.Resource;
import io.traceassert.shape.TraceShape;
import io.traceassert.trace.Trace;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Shapes that are made to be slow, of different sizes: nearly everything fits nearly everywhere,
 * and the whole does not fit, so that the difference is computed and written as well.
 */
enum SlowShape {
  NESTED("lines of `** step` below each other, on 1,000 spans of that name", 10) {
    @Override
    String text(int size) {
      return nested(size, "** step") + "  ".repeat(size) + "** end";
    }

    @Override
    Trace trace(int size) {
      return spans(1_000, i -> (i - 1) / 2).trace();
    }
  },
  NESTED_ON_A_CHAIN("lines of `** step` below each other, on 1,000 spans below each other", 10) {
    @Override
    String text(int size) {
      return nested(size, "** step") + "  ".repeat(size) + "** end";
    }

    @Override
    Trace trace(int size) {
      return spans(1_000, i -> i - 1).trace();
    }
  },
  DEEP_SIBLINGS("lines of `** step` beside each other, each with another below it", 10) {
    @Override
    String text(int size) {
      return "step\n" + "  ** step\n    ** step\n".repeat(size - 1) + "  ** end";
    }

    @Override
    Trace trace(int size) {
      return spans(1_000, i -> (i - 1) / 2).trace();
    }
  },
  OPTIONAL("lines that are optional, each with two that are optional, on as many spans", 10) {
    @Override
    String text(int size) {
      return "step\n" + "  step  optional\n    step  optional\n    end  optional\n".repeat(size);
    }

    @Override
    Trace trace(int size) {
      return spans(1 + 3 * size, i -> i <= size ? 0 : 1 + (i - 1) % size).trace();
    }
  },
  OPTIONAL_CHAIN("lines that are optional below each other, two a level, on as many spans", 10) {
    @Override
    String text(int size) {
      return IntStream.range(0, size)
          .mapToObj(i -> i == 0
              ? "step\n"
              : "  ".repeat(i) + "end  optional\n" + "  ".repeat(i) + "step  optional\n")
          .collect(Collectors.joining());
    }

    @Override
    Trace trace(int size) {
      return spans(2 * size + 2, i -> i == 0 ? -1 : (i - 1) / 2 * 2).trace();
    }
  },
  SAME_NAMES("lines and spans of one name, a tree each, one span at another place", 32) {
    @Override
    String text(int size) {
      return TraceShape.of(spans(size, i -> (i - 1) / 2).trace()).toString();
    }

    @Override
    Trace trace(int size) {
      return spans(size, i -> i == size - 1 ? 0 : (i - 1) / 2).trace();
    }
  },
  REGEX(
      "characters of a name, of which `([a-z]+)*\\1x` tries all divisions until it gives up",
      1_250,
      IllegalArgumentException.class) {
    @Override
    String text(int size) {
      return "~([a-z]+)*\\1x";
    }

    @Override
    Trace trace(int size) {
      return new VariedSpans()
          .add(-1, "a".repeat(size), SpanKind.INTERNAL, Attributes.empty(), Resource.empty())
          .trace();
    }
  };

  /** Each twice the one before. */
  static final List<Integer> FACTORS = List.of(1, 2, 4, 8);

  final String what;
  final int least;

  private final Class<? extends Throwable> expected;

  SlowShape(String what, int least) {
    this(what, least, AssertionError.class);
  }

  SlowShape(String what, int least, Class<? extends Throwable> expected) {
    this.what = what;
    this.least = least;
    this.expected = expected;
  }

  abstract String text(int size);

  abstract Trace trace(int size);

  /** Returns the milliseconds until the assertion fails, the least of some. */
  double millis(int size, int times) {
    String text = text(size);
    Trace trace = trace(size);
    double best = Double.MAX_VALUE;
    for (int i = 0; i < times; i++) {
      long before = System.nanoTime();
      Throwable failure = catchThrowable(() -> assertThat(trace).hasShape(text));
      best = Math.min(best, (System.nanoTime() - before) / 1e6);
      if (!expected.isInstance(failure)) {
        throw new IllegalStateException("not as expected: " + this, failure);
      }
    }
    return best;
  }

  private static String nested(int size, String line) {
    return IntStream.range(0, size)
        .mapToObj(i -> "  ".repeat(i) + (i == 0 ? "step" : line) + "\n")
        .collect(Collectors.joining());
  }

  private static VariedSpans spans(int size, IntUnaryOperator parent) {
    VariedSpans spans = new VariedSpans();
    for (int i = 0; i < size; i++) {
      spans.add(
          i == 0 ? -1 : parent.applyAsInt(i),
          "step",
          SpanKind.INTERNAL,
          Attributes.empty(),
          Resource.empty());
    }
    return spans;
  }
}
