package io.traceassert.calls;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the attributes of a span tell of a call, by the names of the semantic conventions, stable
 * and before: <a href="https://opentelemetry.io/docs/specs/semconv/http/http-spans/">HTTP</a>, <a
 * href="https://opentelemetry.io/docs/specs/semconv/db/database-spans/">databases</a>, <a
 * href="https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/">messaging</a>, <a
 * href="https://opentelemetry.io/docs/specs/semconv/rpc/rpc-spans/">RPC</a>.
 */
final class Conventions {

  /** What prepares a call and is none: it resolves a name, connects, shakes hands. */
  private static final Pattern PREPARING =
      Pattern.compile("(?i)(dns|tcp|tls|ssl)\\b.*|.*\\bconnect|CONNECT");

  /** The operations of messaging that send nothing: a message is made, taken, or acknowledged. */
  private static final Set<String> NOT_SENDING =
      Set.of("create", "receive", "process", "settle", "poll", "ack", "nack", "commit");

  private static final Set<String> KEYS_AND_VALUES =
      Set.of("redis", "valkey", "memcached", "hazelcast");

  /** RFC 9110, section 9.2.1. */
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

  private Conventions() {}

  /** Finds which call a span is of; null if it is none. */
  static @Nullable CallKind kindOf(SpanData span) {
    return switch (span.getKind()) {
      case CLIENT, PRODUCER -> remote(span);
      case INTERNAL -> isInMemoryDatabase(span) ? CallKind.DATABASE : null;
      case SERVER, CONSUMER -> null;
    };
  }

  private static @Nullable CallKind remote(SpanData span) {
    CallKind kind = byPrefix(span.getAttributes());
    if (kind == CallKind.MESSAGING || span.getKind() == SpanKind.PRODUCER) {
      return sends(span) ? CallKind.MESSAGING : null;
    }
    boolean unknown = kind == CallKind.OTHER
        || (kind == CallKind.DATABASE && !tellsStatement(span.getAttributes()));
    return unknown && PREPARING.matcher(span.getName()).matches() ? null : kind;
  }

  /** A database or broker may be reached by RPC, and that by HTTP: what is above wins. */
  private static CallKind byPrefix(Attributes attributes) {
    CallKind[] kind = {CallKind.OTHER};
    attributes.forEach((key, value) -> {
      CallKind told = byPrefix(key.getKey());
      kind[0] = told.compareTo(kind[0]) > 0 ? told : kind[0];
    });
    return kind[0];
  }

  private static CallKind byPrefix(String key) {
    return key.startsWith("db.")
        ? CallKind.DATABASE
        : key.startsWith("messaging.")
            ? CallKind.MESSAGING
            : key.startsWith("rpc.")
                ? CallKind.RPC
                : key.startsWith("http.") || key.equals("url.full")
                    ? CallKind.HTTP
                    : CallKind.OTHER;
  }

  private static boolean sends(SpanData span) {
    return operationOfMessaging(span.getAttributes()).stream()
        .noneMatch(operation -> NOT_SENDING.contains(operation.toLowerCase(Locale.ROOT)));
  }

  private static Optional<String> first(Attributes attributes, String... keys) {
    for (String key : keys) {
      String value = attributes.get(AttributeKey.stringKey(key));
      if (value != null) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> operationOfMessaging(Attributes attributes) {
    return first(
        attributes, "messaging.operation.type", "messaging.operation.name", "messaging.operation");
  }

  /** The conventions let the span of a database in the same process be INTERNAL. */
  private static boolean isInMemoryDatabase(SpanData span) {
    Attributes attributes = span.getAttributes();
    return first(attributes, "db.system.name", "db.system").isPresent()
        && first(attributes, "db.query.text", "db.statement").isPresent();
  }

  private static boolean tellsStatement(Attributes attributes) {
    return first(
            attributes,
            "db.query.text",
            "db.statement",
            "db.query.summary",
            "db.operation.name",
            "db.operation")
        .isPresent();
  }

  /** Says what is called, apart from parameters; the name of the span if no attribute tells. */
  static String form(SpanData span, CallKind kind) {
    Attributes attributes = span.getAttributes();
    Optional<String> told = switch (kind) {
      case DATABASE -> databaseForm(attributes);
      case HTTP -> httpForm(attributes);
      case RPC -> rpcForm(attributes);
      case MESSAGING -> messagingForm(attributes);
      case OTHER -> Optional.empty();
    };
    return told.orElse(span.getName());
  }

  private static Optional<String> databaseForm(Attributes attributes) {
    String system = databaseSystem(attributes).orElse("");
    return first(attributes, "db.query.text", "db.statement")
        .filter(text -> !text.isBlank() && !text.startsWith("{") && !text.startsWith("["))
        .map(text -> KEYS_AND_VALUES.contains(system) ? command(text) : statement(text, system))
        .or(() -> first(attributes, "db.query.summary"))
        .or(() -> first(attributes, "db.operation.name", "db.operation")
            .map(operation -> first(
                    attributes,
                    "db.collection.name",
                    "db.sql.table",
                    "db.mongodb.collection",
                    "db.cassandra.table")
                .map(collection -> operation + " " + collection)
                .orElse(operation)));
  }

  private static String statement(String text, String system) {
    return SqlText.normalised(text, system);
  }

  /** Of a command for keys and values, the key says what is asked, the values do not. */
  private static String command(String text) {
    String[] words = text.strip().split("\\s+", 3);
    return words.length == 1
        ? words[0]
        : words[0] + " " + PathText.normalisedKey(words[1]) + (words.length == 2 ? "" : " ?");
  }

  private static Optional<String> httpForm(Attributes attributes) {
    String path = first(attributes, "url.template", "http.route")
        .or(() -> path(attributes).map(PathText::normalised))
        .orElse("");
    String host = host(attributes).orElse("");
    String where = path.startsWith("/") || host.isEmpty() ? host + path : host + "/" + path;
    return where.isEmpty()
        ? Optional.empty()
        : Optional.of((method(attributes).orElse("") + " " + where).strip());
  }

  private static Optional<String> path(Attributes attributes) {
    return first(attributes, "url.path", "http.target")
        .or(() -> first(attributes, "url.full", "http.url").map(Conventions::pathOf));
  }

  static Optional<String> method(Attributes attributes) {
    return first(attributes, "http.request.method", "http.method");
  }

  static boolean isSafe(SpanData span) {
    return method(span.getAttributes()).filter(SAFE::contains).isPresent();
  }

  private static String pathOf(String url) {
    int scheme = url.indexOf("://");
    int slash = url.indexOf('/', scheme < 0 ? 0 : scheme + 3);
    return slash < 0 ? "/" : url.substring(slash);
  }

  /** Finds the host that is called, without its port, which changes from test to test. */
  static Optional<String> host(Attributes attributes) {
    return first(attributes, "server.address", "net.peer.name", "http.host", "net.sock.peer.name")
        .or(() -> first(attributes, "url.full", "http.url").flatMap(Conventions::hostOf));
  }

  private static Optional<String> hostOf(String url) {
    try {
      return Optional.ofNullable(URI.create(url.split("[?#]", 2)[0]).getHost());
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // what an instrumentation wrote need not be a URL
    }
  }

  private static Optional<String> rpcForm(Attributes attributes) {
    Optional<String> service = first(attributes, "rpc.service");
    return first(attributes, "rpc.method")
        .map(method -> service.map(name -> name + "/" + method).orElse(method));
  }

  private static Optional<String> messagingForm(Attributes attributes) {
    return first(
            attributes,
            "messaging.destination.template",
            "messaging.destination.name",
            "messaging.destination")
        .map(destination -> "send " + destination);
  }

  private static Optional<String> databaseSystem(Attributes attributes) {
    return first(attributes, "db.system.name", "db.system");
  }

  /** Says whom a call leads to, as far as the caller knows; empty if it does not. */
  static String callee(SpanData span) {
    Attributes attributes = span.getAttributes();
    return first(attributes, "service.peer.name", "peer.service")
        .or(() -> databaseSystem(attributes))
        .or(() -> first(attributes, "messaging.system"))
        .or(() -> host(attributes))
        .orElse("");
  }

  /**
   * Tells whether two spans, one within the other and of the same kind, are of two different calls:
   * of a client that fetches a token before its request, and not of one that wraps another.
   */
  static boolean contradict(SpanData outer, SpanData inner, CallKind kind) {
    if (kind == CallKind.DATABASE || kind == CallKind.OTHER || isResent(inner)) {
      return false;
    }
    Attributes one = outer.getAttributes();
    Attributes other = inner.getAttributes();
    return differ(host(one), host(other))
        || differ(method(one), method(other))
        || differ(path(one), path(other))
        || differ(rpcForm(one), rpcForm(other))
        || differ(messagingForm(one), messagingForm(other));
  }

  private static boolean differ(Optional<String> one, Optional<String> other) {
    return one.isPresent() && other.isPresent() && !one.equals(other);
  }

  /** Tells whether the conventions call it another attempt of the same request. */
  static boolean isResent(SpanData span) {
    Attributes attributes = span.getAttributes();
    return Stream.of("http.request.resend_count", "http.resend_count")
        .map(key -> attributes.get(AttributeKey.longKey(key)))
        .anyMatch(count -> count != null && count > 0);
  }

  static boolean failed(SpanData span) {
    return span.getStatus().getStatusCode() == StatusCode.ERROR;
  }
}
