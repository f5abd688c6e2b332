package io.traceassert.junit.w3c;

import java.util.List;

/** One request to the service, its answer, and the requests that it made in turn. */
record Exchange(Request request, Answer answer, List<HttpMessage> callbacks) {

  /** What the service sent on: it called back once, which was looked at before. */
  HttpMessage callback() {
    return callbacks.get(0);
  }

  List<String> traceparents() {
    return callback().values(Header.TRACEPARENT);
  }

  Members members() {
    return Members.of(callback().values(Header.TRACESTATE));
  }
}
