package io.traceassert.examples.stethoscope;

import io.opentelemetry.api.trace.Tracer;

/**
 * The tracer of each service.
 *
 * @param web takes the requests of customers
 * @param order places orders
 * @param stock reserves items
 * @param tax knows the taxes
 * @param payment charges cards
 */
record Services(Tracer web, Tracer order, Tracer stock, Tracer tax, Tracer payment) {}
