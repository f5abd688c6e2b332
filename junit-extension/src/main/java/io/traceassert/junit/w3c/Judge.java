package io.traceassert.junit.w3c;

import io.traceassert.junit.Policy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Sends what rules ask for, each once, and looks at what comes back. */
final class Judge implements AutoCloseable {

  private final Settings settings;
  private final Map<String, Outcome> outcomes = new ConcurrentHashMap<>();
  private @Nullable CallbackServer server; // guarded by this
  private int running; // tests; guarded by this
  private boolean closed; // guarded by this

  Judge(Settings settings) {
    this.settings = settings;
  }

  /** Finds out what becomes of a rule; of one that others need, once for all. */
  Outcome outcome(Rule rule) {
    begin();
    try {
      return known(rule);
    } finally {
      end();
    }
  }

  private Outcome known(Rule rule) {
    Optional<Outcome> before = rule.needs()
        .map(this::known)
        .filter(needed -> needed.kind() != Outcome.Kind.OBEYED)
        .map(needed -> needed.forDependent(rule.needs().orElseThrow()));
    return before.orElseGet(() -> outcomes.computeIfAbsent(rule.id(), id -> judge(rule)));
  }

  private Outcome judge(Rule rule) {
    Client client = new Client(settings, server());
    List<Exchange> exchanges = new ArrayList<>();
    for (int i = 0; i < rule.times(); i++) {
      Exchange exchange = client.send(rule.id(), rule.sent());
      exchanges.add(exchange);
      Optional<String> problem = notCalledBackOnce(exchange);
      if (problem.isPresent()) {
        return Outcome.notCalledBack(problem.get(), List.of(exchange));
      }
    }
    return look(rule, exchanges, Strength.MUST)
        .or(() -> look(rule, exchanges, Strength.SHOULD))
        .orElseGet(() -> Outcome.obeyed(exchanges));
  }

  private Optional<Outcome> look(Rule rule, List<Exchange> exchanges, Strength strength) {
    if (strength == Strength.SHOULD && settings.recommendations() == Policy.IGNORE) {
      return Optional.empty();
    }
    return rule.checks().stream()
        .filter(check -> check.strength() == strength)
        .flatMap(check -> Optional.ofNullable(check.problemOf(exchanges))
            .map(problem -> Outcome.of(check, problem, exchanges))
            .stream())
        .findFirst();
  }

  private Optional<String> notCalledBackOnce(Exchange exchange) {
    int number = exchange.callbacks().size();
    return switch (number) {
      case 0 -> Optional.of(exchange.answer().withoutCallback(settings.timeout()));
      case 1 -> Optional.empty();
      default ->
        Optional.of("the service called back %d times, and was asked to once".formatted(number));
    };
  }

  private synchronized CallbackServer server() {
    if (server == null) {
      try {
        server = CallbackServer.start(settings);
      } catch (IOException e) {
        throw new UncheckedIOException(
            "cannot listen for callbacks on port %d: %s; callbackPort(0) takes one that is free"
                .formatted(settings.callbackPort(), e.getMessage()),
            e);
      }
    }
    return server;
  }

  private synchronized void begin() {
    running++;
  }

  private synchronized void end() {
    running--;
    closeIfUnused();
  }

  /**
   * Closes what is open as soon as no test runs: where tests run in parallel, JUnit closes their
   * stream before they end. A test that begins later opens it again.
   */
  @Override
  public synchronized void close() {
    closed = true;
    closeIfUnused();
  }

  private void closeIfUnused() {
    if (closed && running == 0 && server != null) {
      server.close();
      server = null;
    }
  }
}
