package io.traceassert.junit.w3c;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The text of an outcome: what is wrong, which rule says so, all that was sent and came. */
final class Report {

  private static final String LABEL = "%-9s ";
  private static final int SHOWN_WHOLE = 2;

  private final Rule rule;
  private final Outcome outcome;

  Report(Rule rule, Outcome outcome) {
    this.rule = rule;
    this.outcome = outcome;
  }

  String text(String headline) {
    List<String> lines = new ArrayList<>(List.of(headline, ""));
    lines.add(label("rule") + "%s: %s (%s)".formatted(rule.id(), rule.title(), rule.strength()));
    lines.add(label("section") + rule.section());
    if (outcome.exchanges().size() <= SHOWN_WHOLE) {
      outcome.exchanges().forEach(exchange -> lines.addAll(whole(exchange)));
    } else {
      lines.addAll(onlyTraceparents());
    }
    if (!outcome.right().isEmpty()) {
      lines.add(label("right") + outcome.right());
    }
    return String.join("\n", lines);
  }

  private static List<String> whole(Exchange exchange) {
    List<String> lines = new ArrayList<>(block("sent", exchange.request().lines()));
    exchange.callbacks().forEach(callback -> lines.addAll(block("came", lines(callback))));
    if (exchange.callbacks().isEmpty()) {
      lines.add(label("came") + "nothing");
    }
    lines.add(label("answer") + exchange.answer().text());
    return lines;
  }

  private static List<String> lines(HttpMessage callback) {
    return Stream.concat(
            Stream.of(callback.startLine()),
            callback.headers().stream().map(header -> "  " + header.text()))
        .toList();
  }

  /** Of many equal requests the first, and what was sent on of each. */
  private List<String> onlyTraceparents() {
    Exchange first = outcome.exchanges().get(0);
    List<String> lines = new ArrayList<>(block("sent", first.request().lines()));
    lines.add(label("")
        + "and the same again, %d times in all".formatted(outcome.exchanges().size()));
    lines.addAll(block(
        "came",
        outcome.exchanges().stream()
            .map(exchange -> "traceparent: " + String.join(" and ", exchange.traceparents()))
            .toList()));
    return lines;
  }

  private static List<String> block(String label, List<String> content) {
    List<String> lines = new ArrayList<>();
    for (String line : content) {
      lines.add(label(lines.isEmpty() ? label : "") + line);
    }
    return lines;
  }

  private static String label(String label) {
    return LABEL.formatted(label);
  }
}
