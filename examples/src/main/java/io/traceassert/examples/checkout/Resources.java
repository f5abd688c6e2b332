package io.traceassert.examples.checkout;

import io.opentelemetry.api.OpenTelemetry;
import io.traceassert.examples.service.RemoteService;
import java.util.concurrent.ExecutorService;

/**
 * What the order service works with.
 *
 * @param telemetry of the service
 * @param inventory reserves items
 * @param payments charges cards
 * @param notifications writes to customers
 * @param mailroom the thread that calls {@code notifications}
 */
record Resources(
    OpenTelemetry telemetry,
    RemoteService inventory,
    RemoteService payments,
    RemoteService notifications,
    ExecutorService mailroom) {}
