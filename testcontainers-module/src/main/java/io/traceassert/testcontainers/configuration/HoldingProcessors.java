package io.traceassert.testcontainers.configuration;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Processors that would lose what they hold when the collector is drained, and what is changed in
 * their settings so that they do not.
 *
 * <ul>
 *   <li>{@code tail_sampling} decides then, unless it is told to drop what is undecided.
 *   <li>{@code groupbytrace} drops what it holds. So it holds nothing for long, and a drain waits
 *       until that is over.
 * </ul>
 */
final class HoldingProcessors {

  private static final String GROUPED_FOR = "100ms";

  /** Longer than that, since the timer of the collector is not ours. */
  private static final Duration GROUPS_ARE_GONE_AFTER = Duration.ofMillis(300);

  private static final String DROP_PENDING = "drop_pending_traces_on_shutdown";

  private final Set<String> ids = new LinkedHashSet<>();
  private final UserConfiguration user;

  private HoldingProcessors(UserConfiguration user) {
    this.user = user;
  }

  static HoldingProcessors of(List<Pipeline> pipelines, UserConfiguration user) {
    HoldingProcessors holding = new HoldingProcessors(user);
    pipelines.forEach(pipeline -> holding.ids.addAll(pipeline.processors()));
    holding.ids.removeIf(id -> !user.has("processors", id));
    return holding;
  }

  /** Returns the settings to be changed, by the id of the processor. */
  Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    for (String id : ids) {
      if (isOf("groupbytrace", id)) {
        settings.put(id, Map.<String, Object>of("wait_duration", GROUPED_FOR));
      }
      if (isOf("tail_sampling", id) && user.values("processors", id).containsKey(DROP_PENDING)) {
        settings.put(id, Map.of(DROP_PENDING, false));
      }
    }
    return settings;
  }

  /** Returns how long after the last span the collector may be drained. */
  Duration hold() {
    return ids.stream().anyMatch(id -> isOf("groupbytrace", id))
        ? GROUPS_ARE_GONE_AFTER
        : Duration.ZERO;
  }

  boolean sampleTails() {
    return ids.stream().anyMatch(id -> isOf("tail_sampling", id));
  }

  private static boolean isOf(String type, String id) {
    return id.equals(type) || id.startsWith(type + "/");
  }
}
