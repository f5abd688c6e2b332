package io.traceassert;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.testing.assertj.SpanDataAssert;
import io.traceassert.MigrationPage.Row;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The guide tells of every method that {@code opentelemetry-sdk-testing} has for spans, in the
 * version that is there, and what it shows is in {@link FromSdkTestingTest}.
 */
class FromSdkTestingPageTest {

  private static final String LEFT_OUT = "What is left out";
  private static final String STRICTER = "What passed before and fails now";
  private static final Set<String> OTHER_HEADINGS = Set.of("Start", "One test", STRICTER, LEFT_OUT);
  private static final Path SOURCE =
      Path.of("src/test/java/io/traceassert/FromSdkTestingTest.java");

  private final MigrationPage page = new MigrationPage(Path.of("../docs/FROM-SDK-TESTING.md"));

  FromSdkTestingPageTest() throws IOException {}

  /** Returns the assertion classes in the jar that is there, but not those within another class. */
  private static List<Class<?>> theirClasses() throws IOException, ReflectiveOperationException {
    String folder = SpanDataAssert.class.getPackageName().replace('.', '/') + "/";
    List<Class<?>> classes = new ArrayList<>();
    try (JarFile jar = new JarFile(
        SpanDataAssert.class.getProtectionDomain().getCodeSource().getLocation().getPath())) {
      for (JarEntry entry : Collections.list(jar.entries())) {
        String name = entry.getName();
        if (name.startsWith(folder) && name.endsWith(".class")) {
          classes.add(Class.forName(name.replace(".class", "").replace('/', '.')));
        }
      }
    }
    return classes.stream()
        .filter(type -> Modifier.isPublic(type.getModifiers()) && !type.isMemberClass())
        .toList();
  }

  private static List<Method> methods(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
        .toList();
  }

  private static String signature(Method method) {
    return Arrays.stream(method.getParameterTypes())
        .map(Class::getSimpleName)
        .collect(Collectors.joining(", ", qualified(method) + "(", ")"));
  }

  private static String qualified(Method method) {
    return method.getDeclaringClass().getSimpleName() + "." + method.getName();
  }

  private Stream<String> leftOut() {
    return page.under(LEFT_OUT).flatMap(row -> row.code(0).stream());
  }

  private Set<String> mapped() {
    return page.mappings()
        .filter(row -> !row.heading().equals(STRICTER))
        .map(row -> row.heading() + "." + row.code(0).get(0))
        .collect(Collectors.toSet());
  }

  @Test
  void eachMethodOfTheirsHasACounterpartOrIsLeftOut() throws Exception {
    Set<String> mapped = mapped();
    Set<String> leftOut = leftOut().collect(Collectors.toSet());

    List<String> missing = theirClasses().stream()
        .filter(type -> !leftOut.contains(type.getSimpleName()))
        .flatMap(type -> methods(type).stream())
        .filter(
            method -> !mapped.contains(qualified(method)) && !leftOut.contains(signature(method)))
        .map(FromSdkTestingPageTest::signature)
        .toList();

    assertThat(missing)
        .as("neither in a table of docs/FROM-SDK-TESTING.md nor left out there with a reason")
        .isEmpty();
  }

  @Test
  void eachClassOfTheirsIsAHeadingOrLeftOut() throws Exception {
    List<String> told = Stream.concat(page.headings().stream(), leftOut()).toList();
    List<String> theirs = theirClasses().stream().map(Class::getSimpleName).toList();

    assertThat(theirs).hasSizeGreaterThan(20);
    assertThat(theirs.stream().filter(type -> !told.contains(type)))
        .as("neither a heading of docs/FROM-SDK-TESTING.md nor left out there with a reason")
        .isEmpty();
  }

  @Test
  void whatTheGuideNamesIsThere() throws Exception {
    Set<String> there = theirClasses().stream()
        .flatMap(type -> Stream.concat(
            Stream.of(type.getSimpleName()),
            methods(type).stream()
                .flatMap(method -> Stream.of(qualified(method), signature(method)))))
        .collect(Collectors.toSet());

    Stream<String> leftOut = page.under(LEFT_OUT)
        .filter(row -> !row.isOfNewerVersions())
        .flatMap(row -> row.code(0).stream());
    Stream<String> classes =
        page.headings().stream().filter(heading -> !OTHER_HEADINGS.contains(heading));
    List<String> named =
        Stream.of(mapped().stream(), leftOut, classes).flatMap(some -> some).toList();

    assertThat(named).hasSizeGreaterThan(90);
    assertThat(named.stream().filter(some -> !there.contains(some)))
        .as("named in docs/FROM-SDK-TESTING.md, but not there")
        .isEmpty();
  }

  @Test
  void eachRowIsExecuted() throws IOException {
    String source = withoutSpace(Files.readString(SOURCE));

    assertThat(page.mappings())
        .hasSizeGreaterThan(70)
        .allSatisfy(row -> assertThat(executing(row).matcher(source).find())
            .as("%s(..., ...)", String.join("\n", row.cells()))
            .isTrue());
  }

  private static Pattern executing(Row row) {
    String check = row.heading().equals(STRICTER) ? "stricter" : "same";
    return Pattern.compile(
        "\\." + check + "\\(\\w+->" + literally(row, 1) + ",\\w+->" + literally(row, 2) + "\\);");
  }

  private static String literally(Row row, int cell) {
    return Pattern.quote(withoutSpace(String.join("", row.code(cell))));
  }

  @Test
  void theJavaOfTheGuideIsExecuted() throws IOException {
    String source = withoutSpace(Files.readString(SOURCE));

    assertThat(page.javaBlocks())
        .isNotEmpty()
        .allSatisfy(block -> assertThat(source).contains(withoutSpace(block)));
  }

  private static String withoutSpace(String text) {
    return text.replaceAll("\\s", "");
  }
}
