package io.traceassert.examples.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares pages with the tests of this module: what is shown on them is compiled there. */
class PageTest {

  private static final Path PAGES = Path.of("../docs");
  private static final String LOST_CONTEXT = "LOST-CONTEXT.md";
  private static final Pattern JAVA = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern TEXT = Pattern.compile("```text\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("]\\(((?!https:)[^)#]+)\\)");

  @ParameterizedTest
  @ValueSource(strings = {"OTHER-PROCESSES.md", "W3C-CONFORMANCE.md", LOST_CONTEXT})
  void eachJavaBlockIsPartOfATest(String page) throws IOException {
    assertThatEachIsInASource(page, JAVA);
  }

  @Test
  void eachMessageIsComparedInATest() throws IOException {
    assertThatEachIsInASource(LOST_CONTEXT, TEXT);
  }

  private static void assertThatEachIsInASource(String page, Pattern pattern) throws IOException {
    List<String> sources;
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      sources = files
          .filter(file -> file.toString().endsWith(".java"))
          .map(PageTest::withoutSpace)
          .toList();
    }
    assertThat(pattern.matcher(Files.readString(PAGES.resolve(page))).results())
        .isNotEmpty()
        .map(block -> block.group(1).replaceAll("\\s", ""))
        .allSatisfy(
            block -> assertThat(sources).anySatisfy(source -> assertThat(source).contains(block)));
  }

  private static String withoutSpace(Path file) {
    try {
      return Files.readString(file).replaceAll("\\s", "");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"OTHER-PROCESSES.md", "W3C-CONFORMANCE.md", LOST_CONTEXT})
  void eachLinkLeadsToAFile(String page) throws IOException {
    assertThat(LINK.matcher(Files.readString(PAGES.resolve(page))).results())
        .isNotEmpty()
        .map(link -> PAGES.resolve(link.group(1)))
        .allMatch(Files::exists);
  }
}
