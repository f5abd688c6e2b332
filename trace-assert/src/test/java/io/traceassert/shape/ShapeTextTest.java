package io.traceassert.shape;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.traceassert.TestSpan;
import io.traceassert.pattern.SpanPattern;
import io.traceassert.trace.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the names, a shape is written so that it is read back as the same. */
class ShapeTextTest {

  private static final List<String> PIECES = List.of(
      "a",
      "b",
      " ",
      "  ",
      "...",
      "~",
      "#",
      "\"",
      "\\",
      "*",
      "** ",
      "** a",
      "- ",
      "+ ",
      "-",
      "- a",
      "[",
      "[CLIENT]",
      "]",
      "=",
      "!",
      "@",
      "(in order)",
      "│",
      "├─ ",
      "└",
      "─",
      "\t",
      "\n",
      "\r",
      "\u0000",
      "\u0085",
      "\u00a0",
      "\u2028",
      "\u202e",
      "\u3000",
      "\u00ad",
      "\ud800",
      "拉麺",
      "🍜",
      "𝔸",
      "עברית",
      "x3",
      "x2..5",
      "x2+",
      "optional",
      "OK",
      "ERROR",
      "200",
      "< 5 ms",
      "3 ms",
      "");

  private static final List<ShapeDetail> DETAILS = List.of(
      ShapeDetail.standard(),
      ShapeDetail.standard().allAttributes(),
      ShapeDetail.standard().attributes("k").withoutServices(),
      ShapeDetail.standard().withoutStatuses().durationsBelow(1),
      ShapeDetail.standard().allAttributes().durationsBelow(2.5));

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }

  @Test
  void aShapeIsReadBack() {
    for (int number = 0; number < RandomPair.COUNT / 3; number++) {
      TraceShape shape = shape(new Random(number));
      String text = shape.toString();
      TraceShape read = TraceShape.parse(text);
      assertThat(read).as("seed %d%n%s%nread as%n%s", number, text, read).isEqualTo(shape);
      assertThat(TraceShape.parse(text.indent(6)))
          .as("seed %d%n%s", number, text)
          .isEqualTo(shape);
    }
  }

  private static TraceShape shape(Random random) {
    List<Line> lines = new ArrayList<>();
    int[] depths = new int[1 + random.nextInt(6)];
    for (int i = 0; i < depths.length; i++) {
      depths[i] = i == 0 ? 0 : random.nextInt(depths[i - 1] + 2);
      lines.add(line(random));
    }
    return new TraceShape(lines, depths, random.nextInt(5) == 0);
  }

  private static Line line(Random random) {
    SpanPattern pattern = name(random);
    String text = text(random);
    if (!text.isBlank()) {
      pattern = switch (random.nextInt(8)) {
        case 0 -> pattern.service(text);
        case 1 -> pattern.event(text);
        case 2 -> pattern.attribute(text, text(random));
        case 3 -> pattern.error(text);
        default -> pattern;
      };
    }
    if (random.nextInt(4) == 0) {
      pattern =
          pattern.kind(SpanKind.SERVER).shorterThan(Duration.ofNanos(1 + random.nextInt(5000)));
    }
    Line line = Line.of(pattern)
        .deep(random.nextInt(4) == 0)
        .open(random.nextInt(4) == 0)
        .inOrder(random.nextInt(4) == 0);
    int min = random.nextInt(3);
    int max = random.nextBoolean() ? Times.UNBOUNDED : min + 1 + random.nextInt(3);
    return random.nextInt(3) == 0 ? line.times(Times.between(min, max)) : line;
  }

  private static SpanPattern name(Random random) {
    String text = text(random);
    if (random.nextInt(5) == 0) {
      return SpanPattern.of(random.nextBoolean() ? "\"\"" : "...");
    }
    if (random.nextInt(5) == 0) {
      try {
        return SpanPattern.of((text + "..." + text(random)).replaceAll(" +", " "));
      } catch (IllegalArgumentException e) {
        return SpanPattern.of("~\\Q" + "x|y".repeat(random.nextInt(3)));
      }
    }
    return text.isBlank() ? SpanPattern.of("a") : SpanPattern.named(text);
  }

  @Test
  void theShapeOfATraceFitsAndIsReadBack() {
    for (int number = 0; number < RandomPair.COUNT / 3; number++) {
      Random random = new Random(number);
      Trace trace = trace(random);
      for (ShapeDetail detail : DETAILS) {
        TraceShape shape = TraceShape.of(trace, detail);
        assertThat(shape.compareWith(trace)).as("seed %d", number).hasToString(shape.toString());
        assertThat(shape.matches(trace))
            .as("seed %d%n%s%s", number, shape, trace)
            .isTrue();
        assertThat(TraceShape.parse(shape.toString())).isEqualTo(shape);
      }
    }
  }

  @Test
  void aDifferenceIsReadBackAsWhatHappened() {
    for (int number = 0; number < RandomPair.COUNT / 3; number++) {
      Random random = new Random(number);
      ShapeDetail detail = DETAILS.get(random.nextInt(DETAILS.size()));
      TraceShape shape = TraceShape.of(trace(random), detail);
      Trace trace = trace(random);
      String text = shape.compareWith(trace).toString();
      TraceShape read = TraceShape.parse(text);
      assertThat(read.matches(trace))
          .as("seed %d%n%s%nread as%n%s", number, text, read)
          .isTrue();
    }
  }

  private static Trace trace(Random random) {
    List<SpanData> spans = new ArrayList<>();
    int size = 1 + random.nextInt(8);
    for (int id = 1; id <= size; id++) {
      TestSpan span = TestSpan.span(text(random), 1 + random.nextInt(id + 1))
          .parent(random.nextInt(id))
          .kind(any(random, SpanKind.values()))
          .during(random.nextInt(3), random.nextInt(1_000_000) / 1e3);
      switch (random.nextInt(5)) {
        case 0 -> span.service(text(random));
        case 1 -> span.status(StatusData.create(any(random, StatusCode.values()), text(random)));
        case 2 -> span.attributes(attributes(random));
        case 3 ->
          span.events(EventData.create(
              0,
              "exception",
              Attributes.of(AttributeKey.stringKey("exception.type"), text(random) + "a")));
        default -> span.open();
      }
      spans.add(span.build());
    }
    return Trace.of(spans);
  }

  private static <T> T any(Random random, T[] all) {
    return all[random.nextInt(all.length)];
  }

  private static Attributes attributes(Random random) {
    return Attributes.builder()
        .put("k", text(random))
        .put(text(random) + "l", random.nextDouble())
        .put("password", text(random))
        .put("long", text(random).repeat(100))
        .put("list", text(random), text(random))
        .put("none", new String[0])
        .put("nan", Double.NaN, 1e300)
        .put("true", true)
        .build();
  }
}
