package io.traceassert.examples.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares the page with the tests of this module: what is shown on it is compiled there. */
class PageTest {

  private static final Path PAGE = Path.of("../docs/OTHER-PROCESSES.md");
  private static final Pattern JAVA = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)\\)");

  @Test
  void eachJavaBlockIsPartOfATest() throws IOException {
    List<String> sources;
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      sources = files
          .filter(file -> file.toString().endsWith(".java"))
          .map(PageTest::withoutSpace)
          .toList();
    }
    assertThat(JAVA.matcher(Files.readString(PAGE)).results())
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

  @Test
  void eachLinkLeadsToAFile() throws IOException {
    assertThat(LINK.matcher(Files.readString(PAGE)).results())
        .isNotEmpty()
        .map(link -> PAGE.resolveSibling(link.group(1)))
        .allMatch(Files::exists);
  }
}
