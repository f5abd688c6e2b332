package io.traceassert.junit.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the page with {@link GuideTest}: what is shown on it is executed there. */
class GuidePageTest {

  static final Path PAGE = Path.of("../docs/GUIDE.md");

  private static final Path SOURCE =
      Path.of("src/test/java/io/traceassert/junit/guide/GuideTest.java");
  private static final Path ROOT = Path.of("..");
  private static final Pattern HEADING = Pattern.compile("^## (.*)$", Pattern.MULTILINE);
  private static final Pattern LINK = Pattern.compile("]\\(([^)]+)\\)");
  private static final Pattern CODE = Pattern.compile("(?<!`)`[^`\\n]+`(?!`)");
  private static final Pattern NAME = Pattern.compile("\\b[a-z]+[A-Z]\\w*");
  private static final Pattern EXAMPLE =
      Pattern.compile("```java\\n(.*?)```\\n(?:```text\\n(.*?)```)?", Pattern.DOTALL);
  private static final Pattern FAILING = Pattern.compile("^(.*); // fails\\n", Pattern.MULTILINE);

  /** Java, and how the message of its last line begins, if that fails. */
  record Example(String java, String message) {}

  static Stream<Example> examples() {
    return results(EXAMPLE)
        .map(found -> new Example(found.group(1), found.group(2) == null ? "" : found.group(2)));
  }

  private static List<String> groups(Pattern pattern) {
    return results(pattern).map(found -> found.group(1)).toList();
  }

  private static Stream<MatchResult> results(Pattern pattern) {
    return pattern.matcher(read(PAGE)).results();
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void whatPassesOnThePageIsAStatementOfTheTest(Example example) {
    String passing = FAILING.matcher(example.java()).replaceFirst("");
    assertThat(withoutSpace(read(SOURCE))).contains(withoutSpace(passing));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void whatFailsOnThePageFailsInTheTestAndSaysSo(Example example) {
    String message = "\"\"\"" + example.message() + "\"\"\");";
    List<String> expected = FAILING
        .matcher(example.java())
        .results()
        .map(failing -> "fails(() -> " + failing.group(1) + ", " + message)
        .toList();
    if (!example.message().isEmpty()) {
      assertThat(withoutSpace(read(SOURCE))).contains(withoutSpace(message));
    }
    assertThat(expected)
        .hasSizeLessThan(2)
        .allSatisfy(failing -> assertThat(example.java()).endsWith("// fails\n"))
        .allSatisfy(failing -> assertThat(example.message()).isNotEmpty())
        .allSatisfy(
            failing -> assertThat(withoutSpace(read(SOURCE))).contains(withoutSpace(failing)));
  }

  private static String withoutSpace(String text) {
    return text.replaceAll("\\s", "");
  }

  @Test
  void eachSectionHasAnExampleAndALineInTheTable() {
    List<String> anchors = groups(HEADING).stream()
        .map(heading ->
            "#" + heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z ]", "").replace(' ', '-'))
        .toList();
    assertThat(groups(LINK).stream().filter(link -> link.startsWith("#"))).isEqualTo(anchors);
    assertThat(groups(LINK).stream().filter(link -> !link.startsWith("#")))
        .allMatch(file -> Files.exists(PAGE.resolveSibling(file)));
    assertThat(read(PAGE).split("\n## ")).allMatch(section -> section.contains("```"));
    assertThat(examples()).hasSizeGreaterThanOrEqualTo(anchors.size());
  }

  @Test
  void eachNameInTheTextIsOneOfTheApi() {
    String api = read(ROOT.resolve("trace-assert/api/trace-assert.api"))
        + read(ROOT.resolve("junit-extension/api/junit-extension.api"));
    assertThat(results(CODE).map(MatchResult::group).flatMap(GuidePageTest::names))
        .contains("hasAttributeIn")
        .allMatch(name -> api.contains(name) || read(SOURCE).contains(name));
  }

  private static Stream<String> names(String code) {
    return NAME.matcher(code).results().map(MatchResult::group);
  }
}
