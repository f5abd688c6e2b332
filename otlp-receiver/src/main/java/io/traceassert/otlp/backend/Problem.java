package io.traceassert.otlp.backend;

/**
 * Why nothing could be read.
 *
 * @param cause one clause that names the backend and its address
 * @param advice what to do, one or two sentences
 * @param passing whether it may be over when the backend is asked again
 */
record Problem(String cause, String advice, boolean passing) {}
