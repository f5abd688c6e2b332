package io.traceassert.otlp.server;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where a server leaves what it receives. Called by several threads, which must not be held up. */
public interface Exports {

  /**
   * Takes the spans of one request, before the request is answered. Requests of one connection come
   * one after the other; streams of HTTP/2 are answered as they become complete.
   *
   * @param spans in the order of the request
   * @param header looks up a header of the request, gRPC's metadata alike, by its name in lower
   *     case; null when there is none
   * @return false if there is no room for them; then none of them is kept, and the sender is told
   *     so
   */
  boolean take(List<SpanData> spans, Function<String, @Nullable String> header);

  /**
   * Is told what was refused, and who sent it, when spans were lost with it.
   *
   * @param line one line that every test of that time fails with; the same again when it happens
   *     again
   */
  void loss(String line);

  /**
   * Is told what else was refused, and who sent it.
   *
   * @param line one line for the next test that fails; the same again when it happens again
   */
  void fault(String line);
}
