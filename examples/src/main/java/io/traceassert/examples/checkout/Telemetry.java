package io.traceassert.examples.checkout;

import io.opentelemetry.api.OpenTelemetry;

/**
 * The OpenTelemetry of each service. In production each is the one of its process.
 *
 * @param gateway of the service that customers send their requests to
 * @param auth of the service that knows who is signed in
 * @param order of the service that places orders
 * @param inventory of the service that reserves items
 * @param payment of the service that charges cards
 * @param notification of the service that writes to customers
 */
record Telemetry(
    OpenTelemetry gateway,
    OpenTelemetry auth,
    OpenTelemetry order,
    OpenTelemetry inventory,
    OpenTelemetry payment,
    OpenTelemetry notification) {}
