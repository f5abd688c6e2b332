package io.traceassert.testcontainers;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * One of the user's files.
 *
 * @param name what it is called in messages
 * @param text what is in it
 */
record ConfigurationFile(String name, String text) {

  static ConfigurationFile of(Path file) {
    try {
      return new ConfigurationFile(requireNonNull(file, "file").toString(), Files.readString(file));
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(
          "there is no file %s; it was looked for at %s".formatted(file, file.toAbsolutePath()), e);
    } catch (IOException e) {
      throw new IllegalArgumentException("file %s cannot be read".formatted(file), e);
    }
  }

  static ConfigurationFile of(String yaml) {
    return new ConfigurationFile("the given configuration", requireNonNull(yaml, "yaml"));
  }
}
