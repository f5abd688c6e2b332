package io.traceassert.rules;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The public and protected API of a module as text: what {@code javap -protected} says of its
 * public classes.
 */
final class ApiSnapshot {

  private static final Path CLASSES = Path.of("target/classes");

  private ApiSnapshot() {}

  static String ofThisModule() {
    try (Stream<Path> files = Files.walk(CLASSES)) {
      List<String> classes = files
          .map(file -> CLASSES.relativize(file).toString())
          .filter(file -> file.endsWith(".class") && !file.endsWith("package-info.class"))
          .map(file -> file.substring(0, file.length() - ".class".length()).replace('/', '.'))
          .filter(ApiSnapshot::isPublic)
          .sorted()
          .toList();
      return classes.stream().map(ApiSnapshot::javap).collect(Collectors.joining("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isPublic(String name) {
    try {
      Class<?> type = Class.forName(name, false, ApiSnapshot.class.getClassLoader());
      while (type != null && (type.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0) {
        type = type.getEnclosingClass();
      }
      return type == null;
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String javap(String name) {
    StringWriter out = new StringWriter();
    ToolProvider javap = ToolProvider.findFirst("javap").orElseThrow();
    int exit = javap.run(
        new PrintWriter(out), new PrintWriter(out), "-protected", "-cp", CLASSES.toString(), name);
    if (exit != 0) {
      throw new IllegalStateException(out.toString());
    }
    return out.toString()
        .lines()
        .filter(line -> !line.startsWith("Compiled from"))
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
