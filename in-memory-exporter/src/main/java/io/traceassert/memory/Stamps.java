package io.traceassert.memory;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Baggage entries that name a recording, so that what comes back with one is known to be its. */
final class Stamps {

  /** The key of the entry. Its value is new for each recording. */
  static final String KEY = "traceassert.test";

  private final Map<Book, String> stamps = new ConcurrentHashMap<>();
  private final Map<String, Book> owners = new ConcurrentHashMap<>();

  /** Adds a stamp. One that another capture has put there stays, and is known here from now on. */
  Context mark(Context parent, Book owner) {
    Baggage baggage = Baggage.fromContext(parent);
    String present = baggage.getEntryValue(KEY);
    if (present != null && owners.putIfAbsent(present, owner) == null) {
      return parent;
    }
    return parent.with(baggage.toBuilder().put(KEY, stampOf(owner)).build());
  }

  private String stampOf(Book owner) {
    return stamps.computeIfAbsent(owner, book -> {
      String stamp = IdGenerator.random().generateSpanId();
      owners.put(stamp, book);
      return stamp;
    });
  }

  @Nullable
  Book ownerIn(Context context) {
    String stamp = Baggage.fromContext(context).getEntryValue(KEY);
    return stamp == null ? null : owners.get(stamp);
  }
}
