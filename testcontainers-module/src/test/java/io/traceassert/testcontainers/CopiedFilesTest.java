package io.traceassert.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;

class CopiedFilesTest {

  private static final Map<String, String> TEXTS =
      Map.of("/etc/traceassert/user-1.yaml", "exporters: {é}", "/etc/traceassert/more.yaml", "");

  @Test
  void eachFileIsAtItsPath() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream archive = new TarArchiveOutputStream(bytes)) {
      new CopiedFiles(TEXTS).transferTo(archive, "/");
    }

    assertThat(read(bytes.toByteArray()))
        .containsExactlyInAnyOrder(
            "etc/traceassert/user-1.yaml: exporters: {é}", "etc/traceassert/more.yaml: ");
  }

  private static List<String> read(byte[] bytes) throws IOException {
    List<String> entries = new ArrayList<>();
    try (TarArchiveInputStream archive =
        new TarArchiveInputStream(new ByteArrayInputStream(bytes))) {
      TarArchiveEntry entry = archive.getNextEntry();
      while (entry != null) {
        entries.add(
            entry.getName() + ": " + new String(archive.readAllBytes(), StandardCharsets.UTF_8));
        entry = archive.getNextEntry();
      }
    }
    return entries;
  }

  @Test
  void theSizeIsThatOfAllFiles() {
    assertThat(new CopiedFiles(TEXTS).getSize()).isEqualTo("exporters: {é}".length() + 1L);
  }
}
