package io.traceassert.junit.w3c;

import io.traceassert.junit.Policy;
import io.traceassert.propagation.TraceContextLevel;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a user has chosen: changed only while it is copied. */
final class Settings {

  private final URI service;
  private final List<Header> headers = new ArrayList<>();
  private final Set<String> deviating = new HashSet<>();
  private Optional<String> queryParameter = Optional.empty();
  private Optional<String> callbackHost = Optional.empty();
  private int callbackPort;
  private Duration timeout = Duration.ofSeconds(5);
  private TraceContextLevel level = TraceContextLevel.LEVEL_2;
  private Policy recommendations = Policy.WARN;

  private Settings(URI service) {
    this.service = service;
  }

  static Settings of(URI service) {
    return new Settings(service);
  }

  private Settings copy() {
    Settings copy = new Settings(service);
    copy.headers.addAll(headers);
    copy.deviating.addAll(deviating);
    copy.queryParameter = queryParameter;
    copy.callbackHost = callbackHost;
    copy.callbackPort = callbackPort;
    copy.timeout = timeout;
    copy.level = level;
    copy.recommendations = recommendations;
    return copy;
  }

  Settings withQueryParameter(String name) {
    Settings copy = copy();
    copy.queryParameter = Optional.of(name);
    return copy;
  }

  Settings withCallbackHost(String host) {
    Settings copy = copy();
    copy.callbackHost = Optional.of(host);
    return copy;
  }

  Settings withCallbackPort(int port) {
    Settings copy = copy();
    copy.callbackPort = port;
    return copy;
  }

  Settings withTimeout(Duration longest) {
    Settings copy = copy();
    copy.timeout = longest;
    return copy;
  }

  Settings withHeader(Header header) {
    Settings copy = copy();
    copy.headers.add(header);
    return copy;
  }

  Settings withLevel(TraceContextLevel wanted) {
    Settings copy = copy();
    copy.level = wanted;
    return copy;
  }

  Settings withRecommendations(Policy policy) {
    Settings copy = copy();
    copy.recommendations = policy;
    return copy;
  }

  Settings withDeviating(List<String> rules) {
    Settings copy = copy();
    copy.deviating.addAll(rules);
    return copy;
  }

  URI service() {
    return service;
  }

  /** Which parameter takes the address to call back to; empty if the body does. */
  Optional<String> queryParameter() {
    return queryParameter;
  }

  /** What the service calls this host; empty if it is on the same one. */
  Optional<String> callbackHost() {
    return callbackHost;
  }

  /** 0 for any that is free. */
  int callbackPort() {
    return callbackPort;
  }

  Duration timeout() {
    return timeout;
  }

  int timeoutMillis() {
    return (int) Math.min(Integer.MAX_VALUE, Math.max(1, timeout.toMillis()));
  }

  /** Those of each request. */
  List<Header> headers() {
    return headers;
  }

  TraceContextLevel level() {
    return level;
  }

  Policy recommendations() {
    return recommendations;
  }

  /** The rules that the service is known to break. */
  Set<String> deviating() {
    return deviating;
  }
}
