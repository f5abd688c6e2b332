package io.traceassert.otlp.backend;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.util.List;

/** How one product is asked, and how its answers are read. Paths begin with a slash. */
public sealed interface Backend permits Jaeger, Zipkin {

  /** Its name in sentences. */
  String product();

  /** Says what has to be listening where. */
  String advice();

  /** What it does not keep, as a clause; empty if that is nothing. */
  String loses();

  /** The path of a trace. */
  String tracePath(String traceId);

  /** The path of a search, with its query. */
  String searchPath(Criteria criteria);

  /** The path of the names of services. */
  String servicesPath();

  /** The path of the names of spans of a service. */
  String operationsPath(String service);

  /** Tells whether an answer of status 404 says that there is no such trace, or none yet. */
  boolean saysAbsent(String body);

  /**
   * Reads traces.
   *
   * @throws IOException if they cannot be read; its message has one line
   */
  List<SpanData> read(byte[] json) throws IOException;
}
