package io.traceassert.otlp.server;

/** What a request is answered with, in the words of both protocols. */
public enum Status {
  /** Taken. */
  OK(200, 0, "OK"),
  /** Not to be read; the sender must not send it again. */
  BAD_REQUEST(400, 3, "INVALID_ARGUMENT"),
  /** Sent to a path or a method that is not there. */
  NOT_FOUND(404, 12, "UNIMPLEMENTED"),
  /** Sent to the right path by another method than POST. */
  METHOD_NOT_ALLOWED(405, 12, "UNIMPLEMENTED"),
  /** Not complete in time. */
  TOO_SLOW(408, 4, "DEADLINE_EXCEEDED"),
  /** More bytes than the receiver takes. */
  TOO_LARGE(413, 8, "RESOURCE_EXHAUSTED"),
  /** A content type or a compression that nobody reads here. */
  UNSUPPORTED(415, 12, "UNIMPLEMENTED"),
  /** More than the receiver takes now. */
  TOO_MANY_REQUESTS(429, 8, "RESOURCE_EXHAUSTED"),
  /** Headers of more bytes than the receiver takes. */
  HEADERS_TOO_LARGE(431, 8, "RESOURCE_EXHAUSTED"),
  /** Failed inside the receiver. */
  INTERNAL(500, 13, "INTERNAL"),
  /** Not now. */
  UNAVAILABLE(503, 14, "UNAVAILABLE"),
  /** A version of HTTP that is not spoken here. */
  VERSION_NOT_SUPPORTED(505, 12, "UNIMPLEMENTED");

  private final int http;
  private final int grpc;
  private final String grpcName;

  Status(int http, int grpc, String grpcName) {
    this.http = http;
    this.grpc = grpc;
    this.grpcName = grpcName;
  }

  /** Returns the status code of HTTP. */
  public int http() {
    return http;
  }

  /** Returns the status code of gRPC. */
  public int grpc() {
    return grpc;
  }

  /** Returns the name of gRPC's status code. */
  public String grpcName() {
    return grpcName;
  }
}
