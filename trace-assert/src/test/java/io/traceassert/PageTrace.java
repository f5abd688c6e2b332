package io.traceassert;

import static io.traceassert.TestSpan.span;
import static java.util.Objects.requireNonNull;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the spans of a trace that a page shows: a line for each, indented below its parent. It
 * looks like a shape, and is on purpose not read by the code that reads shapes. A service holds for
 * the lines below as well; {@code # 3 to 8 ms} says when, and is 0 to 1 ms where nothing is said.
 */
final class PageTrace {

  private final List<PageSpan> spans = new ArrayList<>();

  /** A line whose children may follow. */
  private record Open(int indent, int id, String service) {}

  /** Reads traces, each with the spans that begin in it; links may lead from one to another. */
  static List<SpanData> spans(List<String> texts) {
    PageTrace traces = new PageTrace();
    for (int i = 0; i < texts.size(); i++) {
      traces.read(texts.get(i), Integer.toHexString(i + 1));
    }
    Map<String, SpanData> byName = new HashMap<>();
    for (PageSpan span : traces.spans) {
      byName.putIfAbsent(span.name(), span.build());
    }
    return traces.spans.stream()
        .map(span -> span.linkedTo(
            name -> requireNonNull(byName.get(name), () -> "no span is called " + name)))
        .toList();
  }

  private void read(String text, String traceId) {
    Deque<Open> open = new ArrayDeque<>();
    for (String line : text.lines().filter(some -> !some.isBlank()).toList()) {
      String bare = line.replaceFirst("^[ │├└─]+", "");
      int indent = line.length() - bare.length();
      while (!open.isEmpty() && open.peek().indent >= indent) {
        open.pop();
      }
      Open parent = open.isEmpty() ? new Open(-1, 0, "") : open.peek();
      int id = spans.size() + 1;
      PageSpan span = PageSpan.read(bare, name -> span(name, id).trace(traceId).parent(parent.id));
      span.inherit(parent.service);
      spans.add(span);
      open.push(new Open(indent, id, span.service()));
    }
  }
}
