package io.traceassert.calls;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.text.Words;
import io.traceassert.trace.Trace;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one trace, by place in tree order. One that several spans tell of is found once:
 *
 * <ul>
 *   <li>Of spans of one kind within each other, of the same service, the innermost is the call: a
 *       pool around a driver is one call, a client around its two attempts is two. So it is in
 *       spans of which no attribute tells the kind.
 *   <li>Below a call of a higher layer, one of a lower layer is how that travels, and no call of
 *       its own: HTTP below RPC or a database, RPC below a database or a broker.
 * </ul>
 */
final class CallTree {

  static final int NONE = -1;

  final Trace trace;
  final List<SpanData> spans;

  /** The place of the parent of each span, or {@link #NONE}. */
  final int[] parents;

  /** The call that each span is of, or null. */
  final @Nullable Call[] calls;

  /** The place of the span that makes the call which a span is of, or {@link #NONE}. */
  final int[] makers;

  /**
   * The place of the outermost span of the same call: of a pool around a driver, that of the pool.
   */
  final int[] outermost;

  /** What each span tells of itself, and what is left of it when a call is counted once. */
  private final @Nullable CallKind[] told;

  private final @Nullable CallKind[] kinds;
  private final int[] within;
  private final String[] services;

  CallTree(Trace trace, Map<String, String> receivers) {
    this.trace = trace;
    spans = trace.spans();
    int size = spans.size();
    parents = filled(size);
    makers = filled(size);
    within = filled(size);
    outermost = new int[size];
    services = new String[size];
    told = new @Nullable CallKind[size];
    kinds = new @Nullable CallKind[size];
    calls = new @Nullable Call[size];
    findParents();
    for (int i = 0; i < size; i++) {
      services[i] = Words.service(spans.get(i));
      find(i);
    }
    make(answers(receivers));
  }

  /**
   * Finds who received what was sent: the services of consumers, and of spans of other services,
   * that link to a span, by that span.
   *
   * @param traces all that links may lead to
   */
  static Map<String, String> receivers(List<Trace> traces) {
    Map<String, String> receivers = new HashMap<>();
    for (Trace trace : traces) {
      for (SpanData span : trace.spans()) {
        if (!span.getLinks().isEmpty()) {
          trace.linkTargetsOf(span).stream()
              .filter(target -> isReceived(target, span))
              .forEach(target -> receivers.putIfAbsent(key(target), Words.service(span)));
        }
      }
    }
    return receivers;
  }

  private static boolean isReceived(SpanData sent, SpanData by) {
    return by.getKind() == SpanKind.CONSUMER || !Words.service(by).equals(Words.service(sent));
  }

  private static String key(SpanData span) {
    return span.getTraceId() + span.getSpanId();
  }

  private static int[] filled(int size) {
    int[] array = new int[size];
    Arrays.fill(array, NONE);
    return array;
  }

  /** In tree order, the parent is the last span that is one less deep. */
  private void findParents() {
    int[] path = new int[spans.size()];
    for (int i = 0; i < spans.size(); i++) {
      int depth = trace.depthOf(spans.get(i));
      path[depth] = i;
      parents[i] = depth == 0 ? NONE : path[depth - 1];
    }
  }

  private void find(int place) {
    SpanData span = spans.get(place);
    int enclosing = isOfItsOwn(place) ? NONE : within[parents[place]];
    CallKind kind = Conventions.kindOf(span);
    told[place] = kind;
    outermost[place] = place;
    within[place] = enclosing;
    if (kind == null || (enclosing != NONE && kind.carries(kindAt(enclosing)))) {
      return;
    }
    kinds[place] = kind;
    within[place] = place;
    if (enclosing != NONE && isSame(enclosing, place, kind)) {
      outermost[place] = outermost[enclosing];
      kinds[enclosing] = null;
    }
    makers[place] = parents[outermost[place]];
  }

  /** Tells whether a span is of another process than its parent, or has none. */
  private boolean isOfItsOwn(int place) {
    SpanKind kind = spans.get(place).getKind();
    return parents[place] == NONE
        || kind == SpanKind.SERVER
        || kind == SpanKind.CONSUMER
        || !services[place].equals(services[parents[place]]);
  }

  private CallKind kindAt(int place) {
    CallKind kind = told[place];
    return kind == null ? CallKind.OTHER : kind;
  }

  private boolean isSame(int outer, int inner, CallKind kind) {
    CallKind around = kindAt(outer);
    return around == CallKind.OTHER
        || (around == kind && !Conventions.contradict(spans.get(outer), spans.get(inner), kind));
  }

  /** Finds which service answered each span. */
  private @Nullable String[] answers(Map<String, String> receivers) {
    @Nullable String[] answers = new @Nullable String[spans.size()];
    for (int i = 0; i < answers.length; i++) {
      int parent = parents[i];
      if (parent != NONE && answers[parent] == null && isOfItsOwn(i)) {
        answers[parent] = services[i];
      }
      if (answers[i] == null && !receivers.isEmpty()) {
        answers[i] = receivers.get(key(spans.get(i)));
      }
    }
    return answers;
  }

  private void make(@Nullable String[] answers) {
    for (int i = 0; i < calls.length; i++) {
      CallKind kind = kinds[i];
      if (kind != null) {
        SpanData span = spans.get(i);
        String answered = answers[i];
        calls[i] = new Call(
            span,
            kind,
            Conventions.form(span, kind),
            services[i],
            answered == null || answered.isEmpty() ? Conventions.callee(span) : answered,
            makers[i] == NONE ? Optional.empty() : Optional.of(spans.get(makers[i])));
      }
    }
  }

  /** Finds a span of the trace. */
  int placeOf(SpanData span) {
    for (int i = 0; i < spans.size(); i++) {
      if (spans.get(i) == span) {
        return i;
      }
    }
    return spans.indexOf(span);
  }
}
