package io.traceassert.shape;

import static io.traceassert.TestSpan.child;
import static io.traceassert.TestSpan.root;
import static io.traceassert.TestSpan.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.traceassert.Fails;
import io.traceassert.pattern.SpanPattern;
import io.traceassert.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceShapeTest {

  private static final TraceShape CHECKOUT = TraceShape.root("checkout  [SERVER]  (in order)")
      .child("validate cart  optional")
      .child(TraceShape.root(SpanPattern.named("reserve item")).times(3))
      .child(
          TraceShape.root("charge card  < 50 ms").child("POST  [CLIENT]  x2..5").allowingOthers())
      .descendant("SELECT  x2+");

  @Test
  void textAndBuilderAreTheSame() {
    String text = """
        checkout               [SERVER]  (in order)
        ├─ validate cart       optional
        ├─ reserve item        x3
        ├─ charge card         < 50 ms
        │  ├─ POST             [CLIENT]  x2..5
        │  └─ ...
        └─ ** SELECT           x2+
        """;
    assertThat(TraceShape.parse(text)).isEqualTo(CHECKOUT).hasSameHashCodeAs(CHECKOUT);
    assertThat(TraceShape.root("checkout  [SERVER]")
            .inOrder()
            .child(TraceShape.root("validate cart").optional())
            .child(TraceShape.root("reserve item").times(3, 3))
            .child(TraceShape.root("charge card  < 50 ms")
                .allowingOthers()
                .child(TraceShape.root("POST  [CLIENT]").times(2, 5)))
            .descendant(TraceShape.root("SELECT").timesAtLeast(2)))
        .isEqualTo(CHECKOUT);
    assertThat(CHECKOUT).isNotEqualTo(TraceShape.root("checkout")).isNotEqualTo(text);
  }

  @Test
  void isPrintedAlignedAndReadBack() {
    assertThat(CHECKOUT).hasToString("""
        checkout                    [SERVER]  (in order)
        ├─ validate cart  optional
        ├─ reserve item   x3
        ├─ charge card                        < 50 ms
        │  ├─ POST        x2..5     [CLIENT]
        │  └─ ...
        └─ ** SELECT      x2+
        """);
    assertThat(TraceShape.parse(CHECKOUT.toString())).isEqualTo(CHECKOUT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\n  b\n    c\n  d",
        "a\n\tb\n\t\tc\n\td",
        "  a\n\n    b  # so far\n# a comment\n      c  12.3 ms\n    d  # and so on",
        "a\n├─ b\n│  └─ c\n└─ d",
        "a\r\n  b\r\n    c\r\n  d\r\n",
        "  a\n- ├─ x\n+ ├─ b  1.0 ms  # not x\n  │  └─ c\n+ └─ d",
        "      a\n    + ├─ b\n      │  └─ c\n      └─ d"
      })
  void isIndentedBySpacesTabsOrADrawing(String text) {
    assertThat(TraceShape.parse(text))
        .isEqualTo(TraceShape.root("a").child(TraceShape.root("b").child("c")).child("d"));
  }

  @Test
  void anyNameOnceIsNotAnything() {
    TraceShape anyName = TraceShape.root("a").child("...  x1");
    assertThat(anyName).hasToString("a\n└─ ...  x1\n").isEqualTo(TraceShape.parse("a\n  ...  x1"));
    assertThat(anyName).isNotEqualTo(TraceShape.parse("a\n  ..."));
    assertThat(anyName.matches(Trace.of(List.of(root("a", 1), child("b", 2, 1)))))
        .isTrue();
    assertThat(anyName.matches(Trace.of(List.of(root("a", 1))))).isFalse();
  }

  @Test
  void severalRootsAreATraceInPieces() {
    TraceShape pieces = TraceShape.parse("a\nb\n...");
    assertThat(pieces.rootCount()).isEqualTo(2);
    assertThat(pieces).hasToString("a\nb\n...\n");
    assertThat(pieces.matches(Trace.of(List.of(root("b", 1), root("c", 2), root("a", 3)))))
        .isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CHECKOUT.child(pieces))
        .withMessage("child must have one root, but has 2 and any others");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TraceShape.root("a\nb"))
        .withMessage("line must have one root, but has 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TraceShape.parse("a\nb").child("c"))
        .withMessage("the shape to which a line is added must have one root, but has 2");
  }

  @Test
  void isWrittenFromATrace() {
    Trace trace = Trace.of(List.of(
        span("GET /", 1).kind(SpanKind.SERVER).service("shop").during(0, 9).build(),
        item(2, 1, 2),
        item(3, 3, 4),
        span("GET", 4)
            .parent(1)
            .service("shop")
            .kind(SpanKind.CLIENT)
            .during(5, 8)
            .status(StatusData.error())
            .build(),
        span("GET /stock", 5).parent(4).service("stock").during(6, 7).build()));
    assertThat(TraceShape.of(trace)).hasToString("""
        GET /                 [SERVER]  @shop
        ├─ load item      x2
        └─ GET                [CLIENT]          ERROR
           └─ GET /stock                @stock
        """);
    ShapeDetail detail = ShapeDetail.standard().withoutServices().withoutStatuses();
    assertThat(TraceShape.of(trace, detail.attributes("sku"))).hasToString("""
        GET /                 [SERVER]
        ├─ load item      x2            sku=ramen
        └─ GET                [CLIENT]
           └─ GET /stock
        """);
    assertThat(TraceShape.of(trace, detail.allAttributes().durationsBelow(2))).hasToString("""
        GET /                 [SERVER]  < 19 ms
        ├─ load item      x2            sku=ramen  token=*  < 2.1 ms
        └─ GET                [CLIENT]  < 6.1 ms
           └─ GET /stock                < 2.1 ms
        """);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> detail.durationsBelow(0.5))
        .withMessage("factor must be 1 or more and finite, but is 0.5");
  }

  private static SpanData item(int id, double start, double end) {
    return span("load item", id)
        .parent(1)
        .service("shop")
        .during(start, end)
        .attributes(Attributes.of(
            AttributeKey.stringKey("sku"), "ramen", AttributeKey.stringKey("token"), "s3cr3t"))
        .build();
  }

  @Test
  void allLinesTogetherAreAssigned() {
    Trace trace = Trace.of(List.of(
        root("a", 1),
        span("b", 2).parent(1).kind(SpanKind.CLIENT).build(),
        span("b", 3).parent(1).build()));
    assertThat(TraceShape.parse("a\n  b\n  b  [CLIENT]").matches(trace)).isTrue();
    assertThat(TraceShape.parse("a\n  b  [CLIENT]\n  b").matches(trace)).isTrue();
    assertThat(TraceShape.parse("a\n  ~b|c  x0..1\n  b  [CLIENT]").matches(trace))
        .isTrue();
    assertThat(TraceShape.parse("a\n  b  [CLIENT]\n  b  [CLIENT]").matches(trace))
        .isFalse();
  }

  @Test
  void aShapeOfManyLinesIsRead() {
    StringBuilder text = new StringBuilder("root\n");
    List<SpanData> spans = new ArrayList<>(List.of(root("root", 1)));
    for (int i = 0; i < 20_000; i++) {
      text.append("  line ").append(i).append('\n');
      spans.add(child("line " + i, i + 2, 1));
    }
    assertThat(TraceShape.parse(text.toString()).matches(Trace.of(spans))).isTrue();
  }

  @Test
  void aThousandLevelsAreRead() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      text.append(" ".repeat(i)).append("a\n");
    }
    assertThat(TraceShape.parse(text.toString()).lines()).hasSize(1_000);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TraceShape.parse(text + " ".repeat(1_000) + "a"))
        .withMessageStartingWith("cannot read the shape, line 1001, column 1001")
        .withMessageEndingWith("^ a shape has at most 1,000 levels");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TraceShape.root("a").child(TraceShape.parse(text.toString())))
        .withMessage("a shape has at most 1,000 levels");
  }

  private static void refused(String text, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TraceShape.parse(text))
        .withMessage(message);
  }

  @Test
  void refusesAnEmptyText() {
    refused("", """
        cannot read the shape, line 1, column 1: it is empty; expected a line for each span, indented below its parent""");
  }

  @Test
  void refusesOnlyComments() {
    refused("# nothing\n\n", """
        cannot read the shape, line 1, column 1: it is empty; expected a line for each span, indented below its parent""");
  }

  @Test
  void refusesOnlyWhatIsNotThere() {
    refused("- checkout\n-   charge", """
        cannot read the shape, line 1, column 1: it is empty; expected a line for each span, indented below its parent""");
  }

  @Test
  void refusesOthersAlone() {
    refused("...", """
        cannot read the shape, line 1, column 1
          ...
          ^ expected a line for a span; ... alone would allow everything""");
  }

  @Test
  void refusesALineBesideAllLevels() {
    refused("a\n   b\n  c", """
        cannot read the shape, line 3, column 3
            c
            ^ stands below no line above; those begin at columns 1, 4""");
  }

  @Test
  void refusesALineLeftOfTheFirst() {
    refused("  a\nb", """
        cannot read the shape, line 2, column 1
          b
          ^ stands below no line above; those begin at column 3""");
  }

  @Test
  void refusesTabsAfterSpaces() {
    refused("a\n  b\n\tc", """
        cannot read the shape, line 3, column 1
          \\tc
          ^ indented by tabs, but line 2 by spaces""");
  }

  @Test
  void refusesTabsAndSpacesMixed() {
    refused("a\n\t b", """
        cannot read the shape, line 2, column 2
          \\t b
            ^ tabs and spaces are mixed in the indentation""");
  }

  @Test
  void refusesALineBelowOthers() {
    refused("a\n  ...\n    b", """
        cannot read the shape, line 3, column 5
              b
              ^ ... stands for any spans and all below them; no line can be below it""");
  }

  @Test
  void refusesNoTimes() {
    refused("a\n└─ b  x0", """
        cannot read the shape, line 2, column 7
          └─ b  x0
                ^ x0 expects nothing; leave the line out: what is not expected fails""");
  }

  @Test
  void refusesTimesTheWrongWayRound() {
    refused("a\n└─ b  x5..2", """
        cannot read the shape, line 2, column 7
          └─ b  x5..2
                ^ x5..2: the second number must not be smaller than the first""");
  }

  @Test
  void refusesTooManyTimes() {
    refused("a  x1000001", """
        cannot read the shape, line 1, column 4
          a  x1000001
             ^ a line stands for at most 1,000,000 spans""");
  }

  @Test
  void refusesContradictingTimes() {
    refused("a  x2  optional", """
        cannot read the shape, line 1, column 8
          a  x2  optional
                 ^ optional contradicts or repeats x2""");
  }

  @Test
  void refusesOrderTwice() {
    refused("a  (in order)  (in order)", """
        cannot read the shape, line 1, column 16
          a  (in order)  (in order)
                         ^ (in order) is said twice""");
  }

  @Test
  void refusesAnUnknownKind() {
    refused("a\n├─ b\n└─ c  [SERVRE]", """
        cannot read the shape, line 3, column 7
          └─ c  [SERVRE]
                ^ unknown kind; did you mean [SERVER]?""");
  }

  @Test
  void refusesContradictingAttributes() {
    refused("a  key=1  !key", """
        cannot read the shape, line 1, column 11
          a  key=1  !key
                    ^ !key contradicts or repeats key=1""");
  }

  @Test
  void refusesAnUnclosedQuote() {
    refused("a\n  \"b", """
        cannot read the shape, line 2, column 3
            "b
            ^ the quote is not closed""");
  }

  @Test
  void refusesABrokenRegex() {
    refused("a\n  b  key~=(", """
        cannot read the shape, line 2, column 11
            b  key~=(
                    ^ the regular expression "(" is not valid: Unclosed group, at character 2""");
  }

  @Test
  void refusesABrokenNameRegex() {
    refused("~[", """
        cannot read the shape, line 1, column 2
          ~[
           ^ the regular expression "[" is not valid: Unclosed character class, at character 1""");
  }

  @Test
  void refusesAnUnknownColumn() {
    refused("a\n  b  thrown IOException", """
        cannot read the shape, line 2, column 6
            b  thrown IOException
               ^ unknown column; did you mean throws?""");
  }

  @Test
  void refusesOneSpaceBeforeAColumn() {
    refused("a\n  b [CLIENT]", """
        cannot read the shape, line 2, column 5
            b [CLIENT]
              ^ columns are divided by two spaces or more; if this belongs to the text before, that is written in quotes""");
  }

  @Test
  void refusesOneSpaceBeforeOften() {
    refused("a x3", """
        cannot read the shape, line 1, column 3
          a x3
            ^ columns are divided by two spaces or more; if this belongs to the text before, that is written in quotes""");
  }

  @Test
  void refusesNothingAfterStars() {
    refused("a\n  ** ", """
        cannot read the shape, line 2, column 3
            **
            ^ ** stands before a name on a line of a shape, with a space; a name that begins so is written in quotes""");
  }

  @Test
  void refusesALineWithoutMargin() {
    refused("+ a\n b", """
        cannot read the shape, line 2, column 1
           b
          ^ other lines begin with - or +, so this one begins with one of them, or with spaces""");
  }

  @Test
  void refusesABoundWithoutUnit() {
    refused("a  < 50", """
        cannot read the shape, line 1, column 6
          a  < 50
               ^ expected a duration such as 50 ms; the units are ns, us, ms, s, min and h""");
  }

  @Test
  void refusesAWideCharacterBeforeTheError() {
    refused("支払い  [SERVRE]", """
        cannot read the shape, line 1, column 6
          支払い  [SERVRE]
                  ^ unknown kind; did you mean [SERVER]?""");
  }

  @Test
  void refusesADeepDifference() {
    refused("  a\n- └─ b\n+ └─ c  x0", """
        cannot read the shape, line 3, column 9
            └─ c  x0
                  ^ x0 expects nothing; leave the line out: what is not expected fails""");
  }

  @Test
  void refusesNothingAndContradictions() {
    assertThatNullPointerException()
        .isThrownBy(() -> TraceShape.parse(Fails.nothing()))
        .withMessage("text");
    assertThatNullPointerException()
        .isThrownBy(() -> CHECKOUT.child(Fails.<TraceShape>nothing()))
        .withMessage("child");
    assertThatNullPointerException()
        .isThrownBy(() -> TraceShape.of(Fails.nothing()))
        .withMessage("trace");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CHECKOUT.times(0))
        .withMessage("x0 expects nothing; leave the line out: what is not expected fails");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CHECKOUT.times(-1, 2))
        .withMessage("the least number must not be negative, but is -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CHECKOUT.times(5, 2))
        .withMessage("x5..2: the second number must not be smaller than the first");
  }
}
