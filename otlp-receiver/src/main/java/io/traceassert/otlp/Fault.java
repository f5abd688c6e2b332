package io.traceassert.otlp;

/**
 * Something that the receiver refused.
 *
 * @param line what it was and who sent it
 * @param isLoss whether spans were lost with it
 */
record Fault(String line, boolean isLoss) {}
