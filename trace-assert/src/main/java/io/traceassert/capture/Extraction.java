package io.traceassert.capture;

import java.util.List;
import java.util.Map;

/**
 * What a propagator made of the headers of a request or message, before a span began.
 *
 * @param fields the names of the headers that it reads; empty when none had looked at any headers
 * @param headers those headers that carry a context in any known format, as they had arrived: name
 *     and value
 * @param used whether what was extracted was in the context that the span began with
 */
public record Extraction(List<String> fields, Map<String, String> headers, boolean used) {

  /** No propagator had looked at any headers. */
  public static final Extraction NONE = new Extraction(List.of(), Map.of(), false);

  /** Copies the list and the map. */
  public Extraction {
    fields = List.copyOf(fields);
    headers = Map.copyOf(headers);
  }
}
