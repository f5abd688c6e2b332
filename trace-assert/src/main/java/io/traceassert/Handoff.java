package io.traceassert;

import io.traceassert.capture.Origin;
import java.util.List;

/**
 * How a thread came to the work in which a span began, as the frames below it tell: each way needs
 * its own care to carry the context along.
 */
enum Handoff {
  REACTOR(
      "in a Reactor operator",
      "Reactor does not carry OpenTelemetry's context by itself: ContextPropagationOperator of opentelemetry-reactor-3.1 does,"
          + " or Hooks.enableAutomaticContextPropagation() with a ThreadLocalAccessor for it.",
      "reactor\\.core\\..*"),
  PARALLEL_STREAM(
      "in a parallel stream",
      "A parallel stream runs on threads of a pool: take Context.current() before it, and wrap what it calls:"
          + " context.wrapConsumer(…), context.wrapFunction(…).",
      "java\\.util\\.stream\\.(AbstractTask|ForEachOps\\$ForEachTask)"),
  COMPLETABLE_FUTURE(
      "in a stage of a CompletableFuture",
      "Wrap what its stages call: Context.current().wrapSupplier(…). Or give each of its …Async methods, the first one too, an executor"
          + " that carries the context: Context.taskWrapping(executor).",
      "java\\.util\\.concurrent\\.CompletableFuture\\$.*"),
  TIMER(
      "in a task of a Timer",
      "A Timer runs tasks on its own thread: take Context.current() when the task is made, and make it current in run().",
      "java\\.util\\.TimerThread"),
  SCHEDULED(
      "in a task of a ScheduledExecutorService",
      "Was the context carried to that thread? Context.taskWrapping(executor) or Context.current().wrap(task) does it.",
      "java\\.util\\.concurrent\\.ScheduledThreadPoolExecutor\\$.*"),
  EXECUTOR(
      "in a task of an executor",
      "Was the context carried to that thread? Context.taskWrapping(executor) or Context.current().wrap(task) does it.",
      "java\\.util\\.concurrent\\.(ThreadPoolExecutor\\$Worker|ThreadPerTaskExecutor.*|ForkJoinTask)"),
  UNKNOWN(
      "",
      "Was the context carried to that thread? Context.taskWrapping(executor) or Context.current().wrap(task) does it.",
      "");

  private final String phrase;
  private final String advice;
  /** Regular expression of their names. */
  private final String classes;

  Handoff(String phrase, String advice, String classes) {
    this.phrase = phrase;
    this.advice = advice;
    this.classes = classes;
  }

  /** Finds the first way of which the stack has a frame. */
  static Handoff of(Origin origin) {
    for (Handoff handoff : values()) {
      if (handoff.isIn(origin.stack())) {
        return handoff;
      }
    }
    return UNKNOWN;
  }

  private boolean isIn(List<StackTraceElement> stack) {
    return stack.stream().anyMatch(frame -> frame.getClassName().matches(classes));
  }

  /** Says it behind a place; empty if it is not known. */
  String phrase() {
    return phrase;
  }

  String advice() {
    return advice;
  }
}
