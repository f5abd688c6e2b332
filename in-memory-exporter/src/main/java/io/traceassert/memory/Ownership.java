package io.traceassert.memory;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import org.jspecify.annotations.Nullable;

/**
 * Says in a context whose traces begin under it: by a key that stays in this JVM, and on request by
 * baggage that travels.
 */
final class Ownership {

  private final ContextKey<Book> key = ContextKey.named("trace-assert-owner");
  private final @Nullable Stamps stamps;

  Ownership(@Nullable Stamps stamps) {
    this.stamps = stamps;
  }

  Context mark(Context parent, Book owner) {
    Context marked = parent.with(key, owner);
    return stamps == null ? marked : stamps.mark(marked, owner);
  }

  /**
   * Finds whose context a span begins under. The parent that it was given goes before what is
   * current on its thread; {@code setNoParent()} gives it one that says nothing.
   */
  @Nullable
  Book ownerUnder(Context parent) {
    Book owner = ownerIn(parent);
    return owner == null ? ownerIn(Context.current()) : owner;
  }

  /** Baggage goes before the key: it came with the message that is being processed. */
  private @Nullable Book ownerIn(Context context) {
    Book owner = stamps == null ? null : stamps.ownerIn(context);
    return owner == null ? context.get(key) : owner;
  }
}
