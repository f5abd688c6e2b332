package io.traceassert.calls;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Optional;

/**
 * A call to another process.
 *
 * @param span the span that the caller made of it
 * @param kind which conventions it follows
 * @param form what is called, apart from parameters: {@code GET /items/{id}}, {@code SELECT * FROM
 *     item WHERE id = ?}, {@code send orders}
 * @param caller {@code service.name} of the caller; empty if its resource does not say
 * @param callee whom it leads to: the service that answered; else {@code peer.service}; else the
 *     database or messaging system; else the host; empty if nothing tells
 * @param parent the span that makes the call; empty if the call is a top of the tree
 */
public record Call(
    SpanData span,
    CallKind kind,
    String form,
    String caller,
    String callee,
    Optional<SpanData> parent) {

  /** Checks that nothing is null. */
  public Call {
    requireNonNull(span, "span");
    requireNonNull(kind, "kind");
    requireNonNull(form, "form");
    requireNonNull(caller, "caller");
    requireNonNull(callee, "callee");
    requireNonNull(parent, "parent");
  }
}
