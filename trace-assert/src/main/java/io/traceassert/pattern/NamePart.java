package io.traceassert.pattern;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.text.Notation;
import io.traceassert.trace.Trace;
import java.util.List;
import java.util.stream.Collectors;

/** What a pattern says of the name. */
interface NamePart extends Part {

  boolean matches(String name);

  /** What a human would compare names with. */
  String text();

  @Override
  default boolean matches(SpanData span, Trace trace) {
    return matches(span.getName());
  }

  @Override
  default String miss(SpanData span, Trace trace) {
    return "name: expected %s, but was %s".formatted(described(), Notation.quoted(span.getName()));
  }

  /** Says it in a sentence. */
  default String described() {
    return print();
  }

  @Override
  default String slot() {
    return "name";
  }

  @Override
  default int rank() {
    return 0;
  }

  /** Exactly this name. */
  record Exact(String name) implements NamePart {

    @Override
    public boolean matches(String other) {
      return name.equals(other);
    }

    @Override
    public String text() {
      return name;
    }

    @Override
    public String print() {
      return Notation.name(name);
    }

    @Override
    public String described() {
      return Notation.quoted(name);
    }
  }

  /**
   * These pieces in this order, with any characters between them; at least two, of which any may be
   * empty.
   */
  record Wildcard(List<String> pieces) implements NamePart {

    static final String ANY = "...";

    @Override
    public boolean matches(String name) {
      int last = pieces.size() - 1;
      String end = pieces.get(last);
      int from = pieces.get(0).length();
      if (!name.startsWith(pieces.get(0)) || !name.endsWith(end)) {
        return false;
      }
      for (int i = 1; i < last; i++) {
        int found = name.indexOf(pieces.get(i), from);
        if (found < 0) {
          return false;
        }
        from = found + pieces.get(i).length();
      }
      return from <= name.length() - end.length();
    }

    @Override
    public String text() {
      return String.join("", pieces);
    }

    @Override
    public String print() {
      return pieces.stream().collect(Collectors.joining(ANY));
    }
  }

  /** A regular expression. */
  record Matching(Regex regex) implements NamePart {

    @Override
    public boolean matches(String name) {
      return regex.matches(name);
    }

    @Override
    public String text() {
      return regex.text();
    }

    @Override
    public String print() {
      return "~" + Expected.printRegex(regex);
    }
  }
}
