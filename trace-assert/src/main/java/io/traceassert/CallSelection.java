package io.traceassert;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.calls.Call;
import io.traceassert.calls.CallKind;
import io.traceassert.calls.Calls;
import io.traceassert.calls.CodePlace;
import io.traceassert.capture.Origin;
import io.traceassert.text.Notation;
import io.traceassert.text.Words;
import io.traceassert.trace.Trace;
import java.util.AbstractList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Some of the calls to other processes, in tree order, trace by trace. It knows where it looked,
 * and so can tell whether such calls are traced at all. Immutable; equal to any list of equal
 * calls.
 */
final class CallSelection extends AbstractList<Call> {

  private final Scope scope;
  private final Filter filter;
  private final Calls calls;

  private CallSelection(Scope scope, Filter filter) {
    this.scope = scope;
    this.filter = filter;
    calls = scope.here.matching(filter::accepts);
  }

  /** Where the calls are: in some traces of a scene, or below a span. */
  private record Scope(
      Scene scene, Calls everywhere, Calls here, List<Trace> traces, String phrase) {}

  /** Which of the calls are meant; null where it does not matter. */
  private record Filter(
      @Nullable CallKind kind,
      @Nullable String caller,
      @Nullable String callee) {

    boolean accepts(Call call) {
      return isOfKind(call)
          && (caller == null || call.caller().equals(caller))
          && (callee == null || call.callee().equals(callee));
    }

    boolean isOfKind(Call call) {
      return kind == null || call.kind() == kind;
    }
  }

  static CallSelection in(List<Trace> traces, Scene scene) {
    Calls all = Calls.of(scene.traces());
    return all(new Scope(scene, all, all.in(traces), traces, "in " + Selection.place(traces)));
  }

  static CallSelection below(SpanData span, Scene scene) {
    Calls all = Calls.of(scene.traces());
    List<Trace> traces = List.of(scene.traceOf(span));
    String phrase = "below %s in %s".formatted(Words.span(span), Selection.place(traces));
    return all(new Scope(scene, all, all.below(span), traces, phrase));
  }

  private static CallSelection all(Scope scope) {
    return new CallSelection(scope, new Filter(null, null, null));
  }

  CallSelection of(CallKind kind) {
    return new CallSelection(scope, new Filter(kind, filter.caller, filter.callee));
  }

  CallSelection from(String service) {
    return new CallSelection(scope, new Filter(filter.kind, service, filter.callee));
  }

  CallSelection to(String service) {
    return new CallSelection(scope, new Filter(filter.kind, filter.caller, service));
  }

  /** Returns the same with what can be asked of them. */
  Calls calls() {
    return calls;
  }

  /** Finds where in the source a span was made, by what the capture or its attributes know. */
  Optional<String> placeOf(SpanData span) {
    return scope.scene.originOf(span).flatMap(Origin::place).or(() -> CodePlace.of(span));
  }

  /** Counts what a call causes. */
  int spansBelow(Call call) {
    return scope.scene.traceOf(call.span()).descendantsOf(call.span()).size();
  }

  /** Returns all calls of the kind in the whole capture, which show that it is traced. */
  Calls traced() {
    return scope.everywhere.matching(filter::isOfKind);
  }

  Calls everywhere() {
    return scope.everywhere;
  }

  /** Returns the spans that may be among the calls, if more were known. */
  List<SpanData> undecided() {
    return filter.kind == null || filter.kind == CallKind.OTHER
        ? List.of()
        : scope.here.undecided();
  }

  List<Trace> traces() {
    return scope.traces;
  }

  @Nullable
  CallKind kind() {
    return filter.kind;
  }

  @Nullable
  String caller() {
    return filter.caller;
  }

  @Nullable
  String callee() {
    return filter.callee;
  }

  String noun() {
    return filter.kind == null ? "call" : filter.kind.noun();
  }

  /** Says which of the calls, and where, behind their noun. */
  String where() {
    return service("from", filter.caller) + service("to", filter.callee) + scope.phrase;
  }

  private static String service(String preposition, @Nullable String name) {
    return name == null ? "" : "%s %s ".formatted(preposition, Notation.quoted(name));
  }

  @Override
  public Call get(int index) {
    return calls.list().get(index);
  }

  @Override
  public int size() {
    return calls.list().size();
  }
}
