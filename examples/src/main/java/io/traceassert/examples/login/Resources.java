package io.traceassert.examples.login;

import io.opentelemetry.api.OpenTelemetry;
import java.util.Map;
import java.util.concurrent.ExecutorService;

/**
 * What the login service works with.
 *
 * @param telemetry of the service
 * @param sql the database
 * @param loader loads profiles
 * @param signature of passwords and tokens
 * @param passwords the signature of the password of each user
 */
record Resources(
    OpenTelemetry telemetry,
    Sql sql,
    ExecutorService loader,
    Signature signature,
    Map<String, String> passwords) {}
