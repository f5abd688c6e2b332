package io.traceassert.examples.login;

import io.opentelemetry.api.OpenTelemetry;

/**
 * The OpenTelemetry of each service. In production each is the one of its process.
 *
 * @param login of the service that users log in to
 * @param payment of the service that charges accounts
 */
record Telemetry(OpenTelemetry login, OpenTelemetry payment) {}
