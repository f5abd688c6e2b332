package io.traceassert;

import org.jspecify.annotations.Nullable;

/**
 * One run of a body.
 *
 * @param number from 1
 * @param measured nanoseconds, or percent
 * @param traces what it captured
 * @param scene the same, settled
 * @param others what the other body captured that it is compared with; null without one
 */
record BudgetRun(
    int number,
    double measured,
    CapturedTraces traces,
    Scene scene,
    @Nullable Scene others) {}
