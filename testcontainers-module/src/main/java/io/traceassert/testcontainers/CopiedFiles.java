package io.traceassert.testcontainers;

import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.testcontainers.images.builder.Transferable;

/**
 * Several files that are copied to a container at once: for each copy Docker mounts the file system
 * of the container and starts a process.
 *
 * @param texts by the path in the container
 */
record CopiedFiles(Map<String, String> texts) implements Transferable {

  @Override
  public long getSize() {
    return texts.values().stream()
        .map(Transferable::of)
        .mapToLong(Transferable::getSize)
        .sum();
  }

  @Override
  public void transferTo(TarArchiveOutputStream archive, String folder) {
    texts.forEach((path, text) -> Transferable.of(text).transferTo(archive, path));
  }
}
