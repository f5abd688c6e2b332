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

  private final Scene scene;
  private final Calls everywhere;
  private final Calls here;
  private final Calls calls;
  private final List<Trace> traces;
  private final @Nullable CallKind kind;
  private final @Nullable String caller;
  private final @Nullable String callee;
  private final String place;

  private CallSelection(
      Scene scene,
      Calls everywhere,
      Calls here,
      List<Trace> traces,
      @Nullable CallKind kind,
      @Nullable String caller,
      @Nullable String callee,
      String place) {
    this.scene = scene;
    this.everywhere = everywhere;
    this.here = here;
    this.traces = traces;
    this.kind = kind;
    this.caller = caller;
    this.callee = callee;
    this.place = place;
    calls = here.matching(call -> kind == null || call.kind() == kind)
        .matching(call -> caller == null || call.caller().equals(caller))
        .matching(call -> callee == null || call.callee().equals(callee));
  }

  static CallSelection in(List<Trace> traces, Scene scene) {
    Calls all = Calls.of(scene.traces());
    return new CallSelection(
        scene, all, all.in(traces), traces, null, null, null, "in " + Selection.place(traces));
  }

  static CallSelection below(SpanData span, Scene scene) {
    Calls all = Calls.of(scene.traces());
    List<Trace> traces = List.of(scene.traceOf(span));
    return new CallSelection(
        scene,
        all,
        all.below(span),
        traces,
        null,
        null,
        null,
        "below %s in %s".formatted(Words.span(span), Selection.place(traces)));
  }

  CallSelection of(CallKind only) {
    return new CallSelection(scene, everywhere, here, traces, only, caller, callee, place);
  }

  CallSelection from(String service) {
    return new CallSelection(scene, everywhere, here, traces, kind, service, callee, place);
  }

  CallSelection to(String service) {
    return new CallSelection(scene, everywhere, here, traces, kind, caller, service, place);
  }

  private boolean isOfKind(Call call) {
    return kind == null || call.kind() == kind;
  }

  /** Returns the same with what can be asked of them. */
  Calls calls() {
    return calls;
  }

  /** Finds where in the source a span was made, by what the capture or its attributes know. */
  Optional<String> placeOf(SpanData span) {
    return scene.originOf(span).flatMap(Origin::place).or(() -> CodePlace.of(span));
  }

  /** Returns all calls of the kind in the whole capture, which show that it is traced. */
  Calls traced() {
    return everywhere.matching(this::isOfKind);
  }

  Calls everywhere() {
    return everywhere;
  }

  /** Returns the spans that may be among the calls, if more were known. */
  List<SpanData> undecided() {
    return kind == null || kind == CallKind.OTHER ? List.of() : here.undecided();
  }

  List<Trace> traces() {
    return traces;
  }

  @Nullable
  CallKind kind() {
    return kind;
  }

  @Nullable
  String caller() {
    return caller;
  }

  @Nullable
  String callee() {
    return callee;
  }

  String noun() {
    return kind == null ? "call" : kind.noun();
  }

  /** Says which of the calls, and where, behind their noun. */
  String where() {
    return (caller == null ? "" : "from " + Notation.quoted(caller) + " ")
        + (callee == null ? "" : "to " + Notation.quoted(callee) + " ")
        + place;
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
