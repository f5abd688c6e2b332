package io.traceassert;

/**
 * One run of a body.
 *
 * @param number from 1
 * @param measured nanoseconds, or percent
 * @param traces what it captured
 * @param scene the same, settled
 */
record BudgetRun(int number, double measured, CapturedTraces traces, Scene scene) {}
