package io.traceassert.otlp.server;

import java.util.ArrayDeque;
import java.util.Deque;

/** The answers that a test asked for, in their order. Guarded by its monitor. */
final class Script {

  private final Deque<Line> lines = new ArrayDeque<>();

  synchronized void add(int requests, Reply reply) {
    lines.addLast(new Line(requests, reply));
  }

  synchronized Reply next() {
    Line line = lines.peekFirst();
    if (line == null) {
      return Reply.TAKEN;
    }
    if (--line.left == 0) {
      lines.removeFirst();
    }
    return line.reply;
  }

  private static final class Line {
    private final Reply reply;
    private int left;

    private Line(int left, Reply reply) {
      this.left = left;
      this.reply = reply;
    }
  }
}
