package io.traceassert.examples.ramen;

import io.opentelemetry.api.OpenTelemetry;

/**
 * The OpenTelemetry of each service. In production each is the one of its process.
 *
 * @param order of the service that takes orders
 * @param ingredient of the service that reserves ingredients
 * @param noodle of the service that cooks noodles
 * @param delivery of the service that sends couriers
 */
record Telemetry(
    OpenTelemetry order, OpenTelemetry ingredient, OpenTelemetry noodle, OpenTelemetry delivery) {}
