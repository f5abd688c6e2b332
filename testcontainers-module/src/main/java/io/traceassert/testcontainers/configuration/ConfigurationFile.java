package io.traceassert.testcontainers.configuration;

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
public record ConfigurationFile(String name, String text) {

  /**
   * Reads a file.
   *
   * @param file where it is
   * @return the file
   * @throws IllegalArgumentException if there is none, or it cannot be read
   */
  public static ConfigurationFile of(Path file) {
    try {
      return new ConfigurationFile(requireNonNull(file, "file").toString(), Files.readString(file));
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(
          "there is no file %s; it was looked for at %s".formatted(file, file.toAbsolutePath()), e);
    } catch (IOException e) {
      throw new IllegalArgumentException("file %s cannot be read".formatted(file), e);
    }
  }

  /**
   * Takes a text that is in no file.
   *
   * @param yaml the text
   * @return the file
   */
  public static ConfigurationFile of(String yaml) {
    return new ConfigurationFile("the given configuration", requireNonNull(yaml, "yaml"));
  }
}
