package io.traceassert.junit;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The file with the traces of one failed test: {@code target/trace-assert/<class>/<method>.txt}.
 */
final class Artifact {

  private static final String DIRECTORY = "traceassert.artifacts";
  private static final Pattern INVOCATION =
      Pattern.compile("\\[(?:test-template-invocation|dynamic-container|dynamic-test):#(\\d+)]");
  private static final int LONGEST_NAME = 120;

  private final Path file;

  private Artifact(Path file) {
    this.file = file;
  }

  static Artifact of(ExtensionContext context) {
    return new Artifact(folder(context).resolve(testName(context) + ".txt"));
  }

  private static String testName(ExtensionContext context) {
    String test = nearest(context, ExtensionContext::getTestMethod)
        .map(Artifact::methodName)
        .orElse("class");
    return plain(test + invocation(context));
  }

  /** Tells whether the class of a test has a folder with reports. */
  static boolean existFor(ExtensionContext context) {
    return Files.isDirectory(folder(context));
  }

  /** The folder for what the tests of all classes leave. */
  static Path directory(ExtensionContext context) {
    return context
        .getConfigurationParameter(DIRECTORY)
        .map(Path::of)
        .orElseGet(() -> buildDirectory().resolve("trace-assert"));
  }

  /** A name for a file of a test, beside those of tests of other classes. */
  static String fileName(ExtensionContext context) {
    return className(context) + "." + testName(context);
  }

  private static Path folder(ExtensionContext context) {
    return directory(context).resolve(className(context));
  }

  private static String className(ExtensionContext context) {
    return plain(
        nearest(context, ExtensionContext::getTestClass).map(Class::getName).orElse("unknown"));
  }

  /** Asks the contexts above as well: that of a dynamic test knows neither class nor method. */
  private static <T> Optional<T> nearest(
      ExtensionContext context, Function<ExtensionContext, Optional<T>> part) {
    return part.apply(context)
        .or(() -> context.getParent().flatMap(parent -> nearest(parent, part)));
  }

  private static Path buildDirectory() {
    boolean gradle = !Files.isDirectory(Path.of("target")) && Files.isDirectory(Path.of("build"));
    return Path.of(gradle ? "build" : "target");
  }

  /**
   * The name of the method, and the types of its parameters where the class has several methods of
   * that name.
   */
  private static String methodName(Method method) {
    long sameName = Arrays.stream(method.getDeclaringClass().getDeclaredMethods())
        .filter(other -> other.getName().equals(method.getName()) && !other.isSynthetic())
        .count();
    return sameName == 1
        ? method.getName()
        : Arrays.stream(method.getParameterTypes())
            .map(Class::getSimpleName)
            .collect(Collectors.joining("_", method.getName() + "_", ""));
  }

  private static String invocation(ExtensionContext context) {
    StringBuilder numbers = new StringBuilder();
    Matcher matcher = INVOCATION.matcher(context.getUniqueId());
    while (matcher.find()) {
      numbers.append('-').append(matcher.group(1));
    }
    return numbers.toString();
  }

  private static String plain(String name) {
    String plain = name.replaceAll("[^\\p{L}\\p{N}._$-]", "_");
    return plain.length() <= LONGEST_NAME
        ? plain
        : plain.substring(0, LONGEST_NAME - 9) + "-" + Integer.toHexString(name.hashCode());
  }

  /** Writes the file and returns a line that says where it is, or why it is not there. */
  String write(String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text, StandardCharsets.UTF_8);
      return "report: " + file;
    } catch (IOException e) {
      return "report: could not be written: " + e;
    }
  }

  /** Removes what an earlier run has left. */
  void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new IllegalStateException(
          "cannot delete " + file + ", the report of an earlier run", e);
    }
  }
}
