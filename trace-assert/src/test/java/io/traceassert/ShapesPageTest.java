package io.traceassert;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Executes what the page on shapes says. */
class ShapesPageTest {

  private static final Path FILE = Path.of("../docs/SHAPES.md");
  private static final ExamplesPage PAGE = ExamplesPage.read(FILE);

  @TestFactory
  Stream<DynamicContainer> eachExampleIsTrue() {
    return PAGE.headings().stream().map(ShapesPageTest::under);
  }

  private static DynamicContainer under(String heading) {
    ExamplesRun run = new ExamplesRun();
    return DynamicContainer.dynamicContainer(
        heading,
        PAGE.under(heading)
            .map(example -> DynamicTest.dynamicTest(example.title(), () -> run.run(example))));
  }
}
