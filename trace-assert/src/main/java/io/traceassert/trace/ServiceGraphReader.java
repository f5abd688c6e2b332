package io.traceassert.trace;

import io.traceassert.text.NotationException;
import io.traceassert.trace.ServiceGraph.Edge;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a service graph from text. */
final class ServiceGraphReader {

  private static final String WORD = "(\"[^\"]+\"|\\(no service\\.name\\)|[^\\s\"]+)";
  private static final Pattern SERVICE = Pattern.compile(WORD);
  private static final Pattern CALL = Pattern.compile(WORD + " -> " + WORD);
  private static final Pattern CALLS = Pattern.compile("x([1-9][0-9]{0,8})");
  private static final Pattern ERRORS = Pattern.compile("([0-9]{1,9}) errors?");
  private static final Pattern COLUMN = Pattern.compile("\\S+(?: \\S+)*");
  private static final String FORM = "expected \"caller -> callee  x2  1 error\", or a service";

  private final String line;
  private final int number;

  private ServiceGraphReader(String line, int number) {
    this.line = line;
    this.number = number;
  }

  static ServiceGraph read(String text) {
    Set<String> services = new HashSet<>();
    List<Edge> edges = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      new ServiceGraphReader(lines.get(i), i + 1).read(services, edges);
    }
    if (services.isEmpty() && edges.isEmpty()) {
      throw new IllegalArgumentException("the service graph is empty; " + FORM);
    }
    return ServiceGraph.of(services, edges);
  }

  private void read(Set<String> services, List<Edge> edges) {
    Matcher column = COLUMN.matcher(line);
    if (!column.find()) {
      return;
    }
    Matcher call = CALL.matcher(column.group());
    if (call.matches()) {
      edges.add(edge(name(call.group(1)), name(call.group(2)), column));
    } else if (SERVICE.matcher(column.group()).matches()) {
      services.add(name(column.group()));
      if (column.find()) {
        throw problem(column.start(), "a service alone has no further columns");
      }
    } else {
      throw problem(column.start(), FORM);
    }
  }

  private Edge edge(String caller, String callee, Matcher column) {
    int calls = 1;
    int errors = 0;
    while (column.find()) {
      Matcher some = CALLS.matcher(column.group());
      Matcher failed = ERRORS.matcher(column.group());
      if (some.matches()) {
        calls = Integer.parseInt(some.group(1));
      } else if (failed.matches()) {
        errors = Integer.parseInt(failed.group(1));
      } else {
        throw problem(column.start(), "expected a number of calls, x2, or of errors, 1 error");
      }
    }
    if (errors > calls) {
      throw problem(0, "there are more errors than calls");
    }
    return new Edge(caller, callee, calls, errors);
  }

  private static String name(String word) {
    return word.startsWith("\"")
        ? word.substring(1, word.length() - 1)
        : word.equals("(no service.name)") ? "" : word;
  }

  private NotationException problem(int place, String problem) {
    return NotationException.inText("the service graph", number, line, place, problem);
  }
}
