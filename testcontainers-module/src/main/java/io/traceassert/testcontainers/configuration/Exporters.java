package io.traceassert.testcontainers.configuration;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import io.traceassert.text.Notation;
import io.traceassert.text.Words;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where the traces of a configuration go.
 *
 * @param files the names of its files
 * @param ids of the exporters that the pipelines for traces use, in the order of their use
 * @param unused the ids of the other exporters that are defined
 * @param shared whether one is used by several pipelines: one of them can have brought it all spans
 *     before another has decided
 */
public record Exporters(String files, List<String> ids, Set<String> unused, boolean shared) {

  static Exporters of(
      List<ConfigurationFile> files, List<Pipeline> pipelines, UserConfiguration user) {
    Set<String> ids = new LinkedHashSet<>();
    pipelines.forEach(pipeline -> ids.addAll(pipeline.exporters()));
    int used = ids.size();
    // one that is not configured stays where it is, so that the collector says so
    ids.removeIf(id -> !user.has("exporters", id) || user.has("connectors", id));
    Set<String> unused = new LinkedHashSet<>(user.ids("exporters"));
    unused.removeAll(ids);
    return new Exporters(
        files.stream().map(ConfigurationFile::name).collect(joining(", ")),
        List.copyOf(ids),
        Set.copyOf(unused),
        pipelines.stream().mapToInt(pipeline -> pipeline.exporters().size()).sum() > used);
  }

  /**
   * Checks that an exporter gets traces.
   *
   * @param id as the user gives it
   * @return the id
   * @throws IllegalArgumentException if no pipeline for traces uses it; the message says whether it
   *     is defined
   */
  public String require(String id) {
    if (ids.contains(requireNonNull(id, "exporter"))) {
      return id;
    }
    throw new IllegalArgumentException("%s: %s; the traces pipelines export to %s"
        .formatted(files, problem(id), ids.isEmpty() ? "no exporter" : Words.names(ids)));
  }

  private String problem(String id) {
    return unused.contains(id)
        ? "exporter %s is defined, but in no traces pipeline".formatted(Notation.quoted(id))
        : "there is no exporter " + Notation.quoted(id);
  }
}
