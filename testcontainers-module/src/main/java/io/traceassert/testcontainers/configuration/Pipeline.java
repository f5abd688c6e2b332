package io.traceassert.testcontainers.configuration;

import java.util.List;

/**
 * One pipeline for traces.
 *
 * @param id as it is written in the configuration
 * @param receivers the ids of what it receives from, connectors among them
 * @param processors the ids of its processors
 * @param exporters the ids of what it exports to, connectors among them
 */
record Pipeline(
    String id, List<String> receivers, List<String> processors, List<String> exporters) {}
