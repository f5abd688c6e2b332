package io.traceassert.pattern;

import static io.traceassert.TestSpan.child;
import static io.traceassert.TestSpan.root;
import static io.traceassert.TestSpan.span;
import static io.traceassert.pattern.SpanPattern.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.Fails;
import io.traceassert.trace.Trace;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelationTest {

  private static final SpanData CHECKOUT = root("checkout", 1);
  private static final SpanData VALIDATE = child("validate cart", 2, 1);
  private static final SpanData CHARGE = span("charge card", 3)
      .parent(1)
      .kind(SpanKind.SERVER)
      .attributes(Attributes.builder().put("amount", 5).build())
      .build();
  private static final SpanData POST =
      span("POST", 4).parent(3).kind(SpanKind.CLIENT).build();
  private static final Trace TRACE = Trace.of(List.of(CHECKOUT, VALIDATE, CHARGE, POST));

  private static final SpanData ORPHAN =
      span("orphan", 5).parent(0x1a2b3c4d00000000L).build();
  private static final SpanData ENTRY =
      span("entry", 6).remoteParent(0x1a2b3c4d00000000L).build();
  private static final SpanData BELOW_ORPHAN = child("below", 7, 5);
  private static final Trace BROKEN = Trace.of(List.of(ORPHAN, ENTRY, BELOW_ORPHAN));

  private static final SpanPattern ANY = SpanPattern.of("...");

  private static void misses(SpanPattern pattern, SpanData span, Trace trace, String... misses) {
    assertThat(pattern.misses(span, trace)).containsExactly(misses);
    assertThat(pattern.matches(span, trace)).isEqualTo(misses.length == 0);
  }

  private static void holds(SpanPattern pattern, SpanData span) {
    misses(pattern, span, TRACE);
  }

  private static void misses(SpanPattern pattern, SpanData span, String miss) {
    misses(pattern, span, TRACE, miss);
  }

  @Test
  void childOf() {
    holds(ANY.childOf("charge card"), POST);
    holds(ANY.childOf("charge card").childOf("...  amount=5"), POST);
    misses(
        ANY.childOf("validate cart"),
        POST,
        "parent: expected \"validate cart\", but was \"charge card\" [SERVER]");
    misses(ANY.childOf("checkout"), CHECKOUT, "parent: expected \"checkout\", but it is a root");
    misses(
        ANY.childOf("charge card  [CLIENT]  amount=6"),
        POST,
        "parent: expected `charge card  [CLIENT]  amount=6`, but was \"charge card\" [SERVER]"
            + " (kind: expected [CLIENT], but was [SERVER]; amount: expected 6, but was 5)");
    misses(
        ANY.childOf(named("charge card").childOf("cart")),
        POST,
        "parent: expected `charge card  (child of cart)`, but was \"charge card\" [SERVER]"
            + " (parent: expected \"cart\", but was \"checkout\")");
  }

  @Test
  void descendantOf() {
    holds(ANY.descendantOf("checkout").descendantOf("charge card"), POST);
    misses(ANY.descendantOf("POST"), POST, "no ancestor is \"POST\"");
    misses(ANY.descendantOf("checkout"), CHECKOUT, "no ancestor is \"checkout\": it is a root");
  }

  @Test
  void parentOf() {
    holds(ANY.parentOf("validate cart").parentOf("charge card"), CHECKOUT);
    misses(ANY.parentOf("POST"), CHECKOUT, "no child is \"POST\"");
    misses(ANY.parentOf("POST  [SERVER]"), CHARGE, "no child is `POST  [SERVER]`");
    misses(ANY.parentOf("POST"), POST, "no child is \"POST\"");
  }

  @Test
  void ancestorOf() {
    holds(ANY.ancestorOf("POST"), CHECKOUT);
    misses(ANY.ancestorOf("checkout"), CHECKOUT, "no descendant is \"checkout\"");
  }

  @Test
  void siblingOf() {
    holds(ANY.siblingOf("charge card"), VALIDATE);
    misses(ANY.siblingOf("validate cart"), VALIDATE, "no sibling is \"validate cart\"");
    misses(ANY.siblingOf("checkout"), CHECKOUT, "no sibling is \"checkout\": it is a root");
  }

  @Test
  void aSpanThatWasCapturedTwiceIsNotItsOwnSibling() {
    SpanData twin = child("validate cart", 8, 1);
    Trace again = Trace.of(List.of(CHECKOUT, VALIDATE, child("validate cart", 2, 1)));
    misses(ANY.siblingOf("validate cart"), VALIDATE, again, "no sibling is \"validate cart\"");
    Trace twins = Trace.of(List.of(CHECKOUT, VALIDATE, twin));
    misses(ANY.siblingOf("validate cart"), VALIDATE, twins);
  }

  @Test
  void notOf() {
    holds(ANY.notChildOf("checkout"), POST);
    holds(ANY.notChildOf("..."), CHECKOUT);
    holds(ANY.notDescendantOf("validate cart"), POST);
    holds(ANY.notDescendantOf("..."), CHECKOUT);
    holds(ANY.notParentOf("POST"), CHECKOUT);
    holds(ANY.notAncestorOf("POST"), VALIDATE);
    holds(ANY.notSiblingOf("validate cart"), VALIDATE);
    holds(ANY.notSiblingOf("..."), CHECKOUT);
    misses(ANY.notChildOf("charge card"), POST, "parent: expected not \"charge card\"");
    misses(
        ANY.notChildOf("...  [SERVER]"),
        POST,
        "parent: expected not `...  [SERVER]`, but was \"charge card\" [SERVER]");
    misses(
        ANY.notDescendantOf("checkout"),
        POST,
        "expected no ancestor \"checkout\", but there is one");
    misses(
        ANY.notParentOf("...  [CLIENT]"),
        CHARGE,
        "expected no child `...  [CLIENT]`, but there is \"POST\" [CLIENT]");
    misses(
        ANY.notAncestorOf("POST"), CHECKOUT, "expected no descendant \"POST\", but there is one");
    misses(
        ANY.notSiblingOf("charge card"),
        VALIDATE,
        "expected no sibling \"charge card\", but there is one");
  }

  private static void missesBroken(SpanPattern pattern, SpanData span, String... misses) {
    misses(pattern, span, BROKEN, misses);
  }

  @Test
  void aMissingParentIsNotAsDescribed() {
    missesBroken(
        ANY.childOf("a"),
        ORPHAN,
        "parent: expected \"a\", but its parent 1a2b3c4d was not captured");
    missesBroken(
        ANY.childOf("a"),
        ENTRY,
        "parent: expected \"a\", but its parent 1a2b3c4d is remote and was not captured");
    missesBroken(
        ANY.siblingOf("a"), ORPHAN, "no sibling is \"a\": its parent 1a2b3c4d was not captured");
    missesBroken(
        ANY.descendantOf("a"),
        ORPHAN,
        "no ancestor is \"a\": its parent 1a2b3c4d was not captured");
    missesBroken(
        ANY.descendantOf("a"),
        BELOW_ORPHAN,
        "no ancestor is \"a\": its ancestor 1a2b3c4d was not captured");
    missesBroken(ANY.descendantOf("orphan"), BELOW_ORPHAN);
    missesBroken(ANY.parentOf("below"), ORPHAN);
  }

  @Test
  void whatAMissingParentWouldDecideIsNotDecided() {
    missesBroken(
        ANY.notChildOf("a"),
        ORPHAN,
        "not child of \"a\": cannot decide: its parent 1a2b3c4d was not captured");
    missesBroken(
        ANY.notChildOf("a"),
        ENTRY,
        "not child of \"a\": cannot decide: its parent 1a2b3c4d is remote and was not captured");
    missesBroken(
        ANY.notSiblingOf("a  [CLIENT]"),
        ORPHAN,
        "not sibling of `a  [CLIENT]`: cannot decide: its parent 1a2b3c4d was not captured");
    missesBroken(
        ANY.notDescendantOf("a"),
        ENTRY,
        "not descendant of \"a\": cannot decide: its parent 1a2b3c4d is remote and was not captured");
    missesBroken(
        ANY.notDescendantOf("a"),
        BELOW_ORPHAN,
        "not descendant of \"a\": cannot decide: its ancestor 1a2b3c4d was not captured");
    missesBroken(
        ANY.notDescendantOf("orphan"),
        BELOW_ORPHAN,
        "expected no ancestor \"orphan\", but there is one");
    missesBroken(ANY.notChildOf("a"), BELOW_ORPHAN);
    missesBroken(ANY.notSiblingOf("a"), BELOW_ORPHAN);
    missesBroken(ANY.notParentOf("a"), ORPHAN);
    missesBroken(ANY.notAncestorOf("a"), ORPHAN);
  }

  @Test
  void aCycleDecidesNothingEither() {
    SpanData top = child("a", 1, 2);
    Trace trace = Trace.of(List.of(top, child("b", 2, 1)));
    misses(ANY.childOf("b"), top, trace, "parent: expected \"b\", but its parents form a cycle");
    misses(
        ANY.notDescendantOf("c"),
        top,
        trace,
        "not descendant of \"c\": cannot decide: its parents form a cycle");
  }

  @Test
  void isPrintedInASentence() {
    SpanPattern pattern = named("POST")
        .notDescendantOf("refund ...")
        .childOf("charge card")
        .kind(SpanKind.CLIENT)
        .siblingOf(named("GET").attribute("code", 200));
    assertThat(pattern)
        .hasToString(
            "POST  [CLIENT]  (child of charge card)  (not descendant of refund ...)  (sibling of GET  code=200)");
    assertThat(pattern.phrase()).isEqualTo("`" + pattern + "`");
    assertThat(named("POST").phrase()).isEqualTo("\"POST\"");
    assertThat(pattern.attributeKeys()).containsExactly("code");
    assertThat(named("POST").childOf("charge card").isExactName()).isFalse();
  }

  @Test
  void isEqualIfItSaysTheSame() {
    SpanPattern pattern = named("POST").childOf("a").notSiblingOf("b");
    assertThat(named("POST").notSiblingOf(named("b")).childOf(named("a")))
        .isEqualTo(pattern)
        .hasSameHashCodeAs(pattern);
    assertThat(pattern)
        .isNotEqualTo(named("POST").childOf("a").siblingOf("b"))
        .isNotEqualTo(named("POST").childOf("a").notSiblingOf("c"))
        .isNotEqualTo(named("POST").childOf("a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"(child of charge card)", "(not sibling of a  [CLIENT])", "(ancestor of \"a\")"})
  void isNotRead(String printed) {
    String line = "POST  " + printed;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SpanPattern.of(line))
        .withMessage("""
            cannot read the pattern, column 7
              %s
                    ^ a relation is only in the builder, for example SpanPattern.of(line).childOf(parent)""", line);
  }

  @Test
  void refusesContradictions() {
    SpanPattern pattern = named("POST").childOf("a");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> pattern.childOf(named("a")))
        .withMessage("(child of a) contradicts or repeats (child of a)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> pattern.notChildOf("a"))
        .withMessage("(not child of a) contradicts or repeats (child of a)");
    assertThat(pattern.childOf("...").notChildOf("b").descendantOf("a").notParentOf("a"))
        .hasToString(
            "POST  (child of ...)  (child of a)  (descendant of a)  (not child of b)  (not parent of a)");
  }

  /** A relation, as the argument's name, a pattern and a text say it. */
  private record Spelling(
      String argument,
      BiFunction<SpanPattern, SpanPattern, SpanPattern> built,
      BiFunction<SpanPattern, String, SpanPattern> read) {}

  static List<Spelling> spellings() {
    return List.of(
        new Spelling("parent", SpanPattern::childOf, SpanPattern::childOf),
        new Spelling("ancestor", SpanPattern::descendantOf, SpanPattern::descendantOf),
        new Spelling("child", SpanPattern::parentOf, SpanPattern::parentOf),
        new Spelling("descendant", SpanPattern::ancestorOf, SpanPattern::ancestorOf),
        new Spelling("sibling", SpanPattern::siblingOf, SpanPattern::siblingOf),
        new Spelling("parent", SpanPattern::notChildOf, SpanPattern::notChildOf),
        new Spelling("ancestor", SpanPattern::notDescendantOf, SpanPattern::notDescendantOf),
        new Spelling("child", SpanPattern::notParentOf, SpanPattern::notParentOf),
        new Spelling("descendant", SpanPattern::notAncestorOf, SpanPattern::notAncestorOf),
        new Spelling("sibling", SpanPattern::notSiblingOf, SpanPattern::notSiblingOf));
  }

  @ParameterizedTest
  @MethodSource("spellings")
  void isReadAsItIsBuiltAndRefusesBadArguments(Spelling spelling) {
    assertThat(spelling.read().apply(ANY, "a  [CLIENT]"))
        .isEqualTo(spelling.built().apply(ANY, named("a").kind(SpanKind.CLIENT)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spelling.read().apply(ANY, " "))
        .withMessage(spelling.argument() + " must not be blank");
    assertThatNullPointerException()
        .isThrownBy(() -> spelling.read().apply(ANY, Fails.<String>nothing()))
        .withMessage(spelling.argument());
    assertThatNullPointerException()
        .isThrownBy(() -> spelling.built().apply(ANY, Fails.<SpanPattern>nothing()))
        .withMessage(spelling.argument());
  }
}
