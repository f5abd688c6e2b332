package io.traceassert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.traceassert.Example.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Executes what the page on shapes says, but for its Java: see {@link ShapesPageJavaTest}. */
class ShapesPageTest {

  static final Path FILE = Path.of("../docs/SHAPES.md");
  static final ExamplesPage PAGE = ExamplesPage.read(FILE);

  @TestFactory
  Stream<DynamicContainer> eachExampleIsTrue() {
    return PAGE.headings().stream().map(heading -> {
      ExamplesRun run = new ExamplesRun();
      return DynamicContainer.dynamicContainer(
          heading,
          PAGE.under(heading)
              .map(example -> DynamicTest.dynamicTest(example.title(), () -> run.run(example))));
    });
  }

  @Test
  void eachHeadingHasAnExampleThatHoldsAndOneThatDoesNot() {
    assertThat(PAGE.headings()).hasSizeGreaterThan(12).allSatisfy(heading -> {
      List<Example.Kind> kinds = PAGE.under(heading).map(Example::kind).toList();
      assertThat(kinds).as("holds, under " + heading).anyMatch(Kind::isPositive);
      assertThat(kinds).as("does not hold, under " + heading).anyMatch(Kind::isNegative);
    });
  }

  @Test
  void thereAreManyExamplesOfEachKind() {
    assertThat(PAGE.examples())
        .filteredOn(example -> example.kind().isPositive())
        .hasSizeGreaterThan(90);
    assertThat(PAGE.examples())
        .filteredOn(example -> example.kind().isNegative())
        .hasSizeGreaterThan(70);
    assertThat(Kind.values())
        .allSatisfy(kind -> assertThat(PAGE.examples(kind)).as(kind.name()).isNotEmpty());
  }

  @Test
  void linksLeadSomewhere() throws IOException {
    List<String> anchors = PAGE.headings().stream()
        .map(heading -> "#" + heading.toLowerCase(Locale.ROOT).replace(' ', '-'))
        .toList();
    List<String> targets = Pattern.compile("]\\(([^)]+)\\)")
        .matcher(Files.readString(FILE))
        .results()
        .map((MatchResult link) -> link.group(1))
        .toList();
    assertThat(targets)
        .containsAll(anchors)
        .allMatch(target -> anchors.contains(target) || Files.exists(FILE.resolveSibling(target)));
  }

  private static void run(String examples) {
    ExamplesRun run = new ExamplesRun();
    ExamplesPage.of("## h\n```text\n" + examples + "\n```").examples().forEach(run::run);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# trace\na\n# passes\nb",
        "# trace\na\n# fails: \na",
        "# trace\na\n# fails: 1 missing\nb",
        "# trace\na\n# prints\nb",
        "# trace\na\n# containsShape passes\nb",
        "# trace\na\n# containsShape fails: \na",
        "# trace\na\n# hasShapes passes\na\n\na",
        "# trace\na\n# hasShapes fails: \na",
        "# trace\na\n# containsTrace passes\nb",
        "# trace\na\n# containsTrace fails: \na",
        "# trace\na\n# fails: 1 unexpected\na\n└─ b\n# message\nso",
        "# cannot be read: ...\na",
        "# cannot be read: no\na  x0",
        "# built\na   x2",
      })
  void whatIsNotTrueFails(String examples) {
    assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> run(examples));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "```text\na\n```",
        "```text\n# pases\na\n```",
        "```trace\na\n```",
        "| pass |\n|---|\n| `a` |",
        "| fails | because |\n|---|---|\n| `a` | |",
        "| passes |\n|---|\n| `a` | `b` |"
      })
  void whatIsOfNoKnownKindIsNotPassedOver(String page) {
    assertThatIllegalArgumentException().isThrownBy(() -> ExamplesPage.of("## h\n" + page));
  }
}
