package io.traceassert.junit.parallel;

import io.traceassert.memory.GlobalTraceCapture;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** What a project does whose classes ask for {@code GlobalOpenTelemetry} before any test. */
public final class GlobalTelemetry implements LauncherSessionListener {

  private final Deque<GlobalTraceCapture> open = new ArrayDeque<>();

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    open.push(GlobalTraceCapture.install());
  }

  @Override
  public void launcherSessionClosed(LauncherSession session) {
    open.pop().close();
  }
}
