package io.traceassert.propagation;

import io.traceassert.propagation.BaggageReading.Member;
import io.traceassert.text.Secrets;
import io.traceassert.text.Words;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads baggage. Source: <a href="https://www.w3.org/TR/baggage/">W3C Baggage</a>, and for
 * {@code uberctx-} and {@code jaeger-baggage} the <a
 * href="https://www.jaegertracing.io/docs/1.62/client-libraries/#baggage">baggage of Jaeger's
 * clients</a>.
 */
final class Baggage {

  private static final String HEADER = "baggage";
  private static final String JAEGER_HEADER = "jaeger-baggage";
  private static final int SURE_MEMBERS = 64;
  private static final int SURE_BYTES = 8192;
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern VALUE =
      Pattern.compile("[\\x21\\x23-\\x2b\\x2d-\\x3a\\x3c-\\x5b\\x5d-\\x7e]*");

  private final List<Member> members = new ArrayList<>();
  private final List<Violation> violations = new ArrayList<>();
  private final Set<String> keys = new HashSet<>();

  static BaggageReading read(Carrier carrier) {
    Baggage baggage = new Baggage();
    if (carrier.has(HEADER)) {
      baggage.read(String.join(",", carrier.values(HEADER)));
    }
    carrier.names().forEach(name -> baggage.jaeger(name, carrier));
    return new BaggageReading(List.copyOf(baggage.members), List.copyOf(baggage.violations));
  }

  private void read(String combined) {
    List<String> parts = List.of(combined.split(",", -1));
    parts.forEach(part -> member(part.strip()));
    int bytes = combined.getBytes(StandardCharsets.UTF_8).length;
    if (parts.size() > SURE_MEMBERS) {
      violated(PropagationRule.BAGGAGE_MEMBERS, Words.count(parts.size(), "member"));
    }
    if (bytes > SURE_BYTES) {
      violated(PropagationRule.BAGGAGE_LENGTH, Words.count(bytes, "byte"));
    }
  }

  private void member(String text) {
    List<String> parts = List.of(text.split(";", -1));
    String pair = parts.get(0);
    int equals = pair.indexOf('=');
    if (equals < 0) {
      violated(PropagationRule.BAGGAGE_MEMBER, Secrets.masked(pair, text));
      return;
    }
    String key = pair.substring(0, equals).strip();
    String value = pair.substring(equals + 1).strip();
    check(TOKEN.matcher(key).matches(), PropagationRule.BAGGAGE_KEY, key, key);
    value(key, value);
    List<String> properties = parts.stream().skip(1).map(String::strip).toList();
    properties.forEach(property -> property(key, property));
    if (!keys.add(key)) {
      violated(PropagationRule.BAGGAGE_DUPLICATE_KEY, Secrets.masked(key, key));
    }
    members.add(new Member(HEADER, key, PercentCode.decode(value), properties));
  }

  private void value(String key, String value) {
    check(VALUE.matcher(value).matches(), PropagationRule.BAGGAGE_VALUE, key, value);
    boolean encoded = value.chars().noneMatch(c -> c == '%') || isEncoded(value);
    check(encoded, PropagationRule.BAGGAGE_PERCENT, key, value);
  }

  private static boolean isEncoded(String value) {
    for (int at = value.indexOf('%'); at >= 0; at = value.indexOf('%', at + 1)) {
      if (!PercentCode.isEncoded(value, at)) {
        return false;
      }
    }
    return true;
  }

  private void property(String key, String property) {
    int equals = property.indexOf('=');
    String name = (equals < 0 ? property : property.substring(0, equals)).strip();
    String value = equals < 0 ? "" : property.substring(equals + 1).strip();
    boolean valid = TOKEN.matcher(name).matches() && VALUE.matcher(value).matches();
    String where = name + " of " + key;
    check(valid, PropagationRule.BAGGAGE_PROPERTY, where, property);
  }

  private void check(boolean holds, PropagationRule rule, String key, String found) {
    if (!holds) {
      violated(rule, Secrets.masked(key, found));
    }
  }

  private void violated(PropagationRule rule, String found) {
    violations.add(rule.violated(found));
  }

  private void jaeger(String name, Carrier carrier) {
    int prefix = PropagationFormat.JAEGER_BAGGAGE_PREFIX.length();
    if (name.length() > prefix && PropagationFormat.isJaegerBaggage(name)) {
      String key = name.substring(prefix);
      carrier
          .values(name)
          .forEach(
              value -> members.add(new Member(name, key, PercentCode.decode(value), List.of())));
    } else if (name.equalsIgnoreCase(JAEGER_HEADER)) {
      carrier.values(name).forEach(value -> jaegerPairs(name, value));
    }
  }

  private void jaegerPairs(String name, String pairs) {
    for (String pair : pairs.split(",", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        members.add(new Member(
            name,
            pair.substring(0, equals).strip(),
            PercentCode.decode(pair.substring(equals + 1).strip()),
            List.of()));
      }
    }
  }

  static boolean isSecret(Member member) {
    return Secrets.isSecret(member.key(), member.value())
        || member.properties().stream().anyMatch(property -> Secrets.isSecret(property, property));
  }
}
