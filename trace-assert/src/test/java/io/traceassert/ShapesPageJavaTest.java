package io.traceassert;

import static io.traceassert.TraceAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.traceassert.Example.Kind;
import io.traceassert.pattern.SpanPattern;
import io.traceassert.shape.ShapeDetail;
import io.traceassert.shape.TraceShape;
import io.traceassert.trace.Trace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The Java on the page on shapes: what stands there stands here as well. */
class ShapesPageJavaTest {

  private static final Path SOURCE =
      Path.of("src/test/java/io/traceassert/ShapesPageJavaTest.java");

  private final SpanPattern post = SpanPattern.named("POST");
  private final TraceShape checkout = TraceShape.root("checkout");

  private static ExamplesRun begin(String heading) {
    ExamplesRun run = new ExamplesRun();
    ShapesPageTest.PAGE
        .under(heading)
        .filter(example -> example.kind() == Kind.TRACE)
        .forEach(run::run);
    return run;
  }

  private static String text(Kind kind, int number) {
    return ShapesPageTest.PAGE.examples(kind).toList().get(number).text();
  }

  @Test
  void printsTheShape() {
    CapturedTraces traces = begin("Start").traces();
    String printed = printed(() -> {
      assertThat(traces).hasSingleTrace().printShapeTo(System.out);
    });
    assertThat(printed).isEqualTo(text(Kind.PRINTS, 0));
  }

  @Test
  void printsTheShapeInDetail() {
    CapturedTraces traces = begin("Start").traces();
    String printed = printed(() -> {
      assertThat(traces)
          .hasSingleTrace()
          .printShapeTo(
              System.out, ShapeDetail.standard().attributes("payment.provider").durationsBelow(3));
    });
    assertThat(printed).isEqualTo(text(Kind.PRINTS, 1));
    assertThat(ShapesPageTest.PAGE.examples(Kind.PRINTS)).hasSize(2);
  }

  private static String printed(Runnable action) {
    PrintStream before = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(out, true, UTF_8));
      action.run();
    } finally {
      System.setOut(before);
    }
    return out.toString(UTF_8);
  }

  @Test
  void whatIsBuiltPrintsAsItIsWritten() {
    TraceShape built = checkout
        .child("validate cart")
        .child(TraceShape.root("reserve item").times(3))
        .child(TraceShape.root(post.kind(SpanKind.CLIENT)).allowingOthers())
        .descendant("connect")
        .inOrder();
    assertThat(built)
        .hasToString(text(Kind.BUILT, 0))
        .isEqualTo(TraceShape.parse(built.toString()));
    assertThat(ShapesPageTest.PAGE.examples(Kind.BUILT)).hasSize(1);
  }

  @Test
  void relationsAreInTheBuilder() {
    Trace trace = begin("Reading a failure").trace();
    assertThat(trace)
        .span(post.childOf("charge card").notDescendantOf("audit"))
        .hasKind(SpanKind.CLIENT);
  }

  private static void built(String text, SpanPattern pattern) {
    built(text, TraceShape.root(pattern));
    assertThat(pattern).isEqualTo(SpanPattern.of(text)).hasToString(text);
  }

  private static void built(String text, TraceShape shape) {
    assertThat(shape).isEqualTo(TraceShape.parse(text)).hasToString(text + "\n");
  }

  @Test
  void eachColumnCanBeBuilt() {
    built("POST", post);
    built("\"GET ...\"", SpanPattern.named("GET ..."));
    built("GET ...  [CLIENT]", SpanPattern.of("GET ...").kind(SpanKind.CLIENT));
    built("~GET|PUT", SpanPattern.nameMatching("GET|PUT"));
    built("POST  [CLIENT]", post.kind(SpanKind.CLIENT));
    built("POST  @order-service", post.service("order-service"));
    built("POST  scope:io.acme.http", post.scope("io.acme.http"));
    built("POST  OK", post.status(StatusCode.OK));
    built("POST  ERROR \"card declined\"", post.error("card declined"));
    built("POST  throws IOException", post.throwing("IOException"));
    built("POST  event:retry", post.event("retry"));
    built("POST  link:\"publish order\"", post.linkTo("publish order"));
    built("POST  status=200", post.attribute("status", 200));
    built("POST  id=\"200\"", post.attribute("id", "200"));
    built("POST  tags=[\"a\", \"b\"]", post.attribute("tags", List.of("a", "b")));
    built("POST  provider~=str.*", post.attributeMatching("provider", "str.*"));
    built("POST  status in 200..299", post.attributeBetween("status", 200, 299));
    built(
        "POST  provider in [\"stripe\", \"adyen\"]",
        post.attributeIn("provider", "stripe", "adyen"));
    built("POST  provider=*", post.withAttribute("provider"));
    built("POST  !provider", post.withoutAttribute("provider"));
    built("POST  < 50 ms", post.shorterThan(Duration.ofMillis(50)));
    built("POST  resource.stage=test", post.resourceAttribute("stage", "test"));
  }

  @Test
  void eachColumnOfAShapeCanBeBuilt() {
    built("checkout  x3", checkout.times(3));
    built("checkout  x2..5", checkout.times(2, 5));
    built("checkout  x2+", checkout.timesAtLeast(2));
    built("checkout  optional", checkout.optional());
    built("checkout  (in order)", checkout.inOrder());
  }

  @Test
  void theJavaOnThePageIsInThisFile() throws IOException {
    String source = withoutSpace(Files.readString(SOURCE));
    assertThat(ShapesPageTest.PAGE.examples(Kind.JAVA))
        .hasSizeGreaterThan(3)
        .allSatisfy(example -> assertThat(source).contains(withoutSpace(example.text())));
    assertThat(ShapesPageTest.PAGE.examples(Kind.BUILDER))
        .hasSizeGreaterThan(20)
        .allSatisfy(example -> assertThat(source)
            .contains(withoutSpace("built(\"%s\", %s);"
                .formatted(example.text().replace("\"", "\\\""), example.note()))));
  }

  private static String withoutSpace(String text) {
    return text.replaceAll("\\s", "");
  }
}
