package io.traceassert.otlp.server;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request is for.
 *
 * @param traces whether it brings traces; what else there is, is answered and ignored
 */
record Target(boolean traces) {

  private static final String TRACES = "/v1/traces";
  private static final String PACKAGE = "/opentelemetry.proto.collector.";
  private static final String TRACE_SERVICE = PACKAGE + "trace.v1.TraceService/Export";
  private static final Target OF_TRACES = new Target(true);
  private static final Target IGNORED = new Target(false);

  private static final Map<String, Target> HTTP = Map.of(
      TRACES,
      OF_TRACES,
      "/v1/metrics",
      IGNORED,
      "/v1/logs",
      IGNORED,
      "/v1development/profiles",
      IGNORED);
  private static final Map<String, Target> GRPC = Map.of(
      TRACE_SERVICE,
      OF_TRACES,
      PACKAGE + "metrics.v1.MetricsService/Export",
      IGNORED,
      PACKAGE + "logs.v1.LogsService/Export",
      IGNORED,
      PACKAGE + "profiles.v1development.ProfilesService/Export",
      IGNORED);

  static Target of(HttpRequest request, Dialect dialect, boolean http2) throws Refusal {
    if (!http2 && !request.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
      throw new Refusal(
          Status.VERSION_NOT_SUPPORTED,
          request.protocolVersion() + " is not spoken here, but HTTP/1.1 and HTTP/2");
    }
    String path = path(request.uri());
    Target target = (dialect == Dialect.GRPC ? GRPC : HTTP).get(path);
    if (target == null) {
      throw noSuchPath(path, dialect);
    }
    if (!request.method().equals(HttpMethod.POST)) {
      throw new Refusal(
          Status.METHOD_NOT_ALLOWED, "method " + request.method() + "; OTLP is sent by POST");
    }
    if (dialect == Dialect.PLAIN) {
      throw unsupported(request.headers().get(HttpHeaderNames.CONTENT_TYPE));
    }
    if (dialect == Dialect.GRPC && !http2) {
      throw new Refusal(Status.UNSUPPORTED, "gRPC over HTTP/1.1; gRPC needs HTTP/2");
    }
    return target;
  }

  private static Refusal noSuchPath(String path, Dialect dialect) {
    if (dialect == Dialect.GRPC) {
      return new Refusal(
          Status.NOT_FOUND,
          "no such gRPC method; traces are sent to " + TRACE_SERVICE.substring(1));
    }
    if (GRPC.containsKey(path)) {
      return new Refusal(
          Status.NOT_FOUND,
          "the path is that of gRPC and the content type is not application/grpc; by HTTP, traces"
              + " are sent to "
              + TRACES);
    }
    return new Refusal(Status.NOT_FOUND, "no such path; traces are sent to " + TRACES);
  }

  private static Refusal unsupported(@Nullable String contentType) {
    return new Refusal(
        Status.UNSUPPORTED,
        (contentType == null ? "no content type" : "content type " + contentType)
            + "; OTLP is sent as application/x-protobuf or application/json");
  }

  /** Without the query, and without the server that a client of a proxy would name. */
  static String path(String uri) {
    String path = uri.startsWith("http://") ? uri.replaceFirst("http://[^/?]*", "") : uri;
    int query = path.indexOf('?');
    return query < 0 ? path : path.substring(0, query);
  }

  /** What was called, in the words of the protocol. */
  static String describe(HttpRequest request, Dialect dialect) {
    String path = Texts.shortened(path(request.uri()));
    if (dialect == Dialect.GRPC) {
      return "gRPC " + path.substring(path.lastIndexOf('.') + 1);
    }
    return request.method() + " " + path;
  }
}
