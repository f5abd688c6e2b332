package io.traceassert.otlp.server;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last requests and their answers. Guarded by its monitor. */
final class ExchangeLog {

  /** How many are remembered. */
  static final int SIZE = 10_000;

  private final Deque<Exchange> exchanges = new ArrayDeque<>();

  synchronized void add(Exchange exchange) {
    if (exchanges.size() == SIZE) {
      exchanges.removeFirst();
    }
    exchanges.addLast(exchange);
  }

  synchronized List<Exchange> all() {
    return List.copyOf(exchanges);
  }
}
