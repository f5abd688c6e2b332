package io.traceassert.benchmarks;

import io.traceassert.benchmarks.Rounds.Spread;

/** Measures what needs an engine, and adds its rows. */
final class ContainerRows {

  private final Setting setting;
  private final Table table;

  ContainerRows(Setting setting, Table table) {
    this.setting = setting;
    this.table = table;
  }

  void load() {
    Rounds rounds = ReceiverLoad.rounds(setting);
    table.add(
        "8 clients send 1,000,000 spans by OTLP/HTTP: time until the last answer",
        rounds.of("receiver"),
        rounds.of("collector"),
        "ms",
        rounds.ratio("receiver", "collector"));
  }

  void ready() {
    System.err.println("CollectorTimes: ready");
    Rounds rounds = CollectorTimes.ready(setting.starts);
    rows(
        "start of a collector until it is ready",
        setting.starts,
        rounds.of("ours"),
        rounds.of("plain"),
        1_500);
  }

  void arrival() {
    System.err.println("CollectorTimes: arrival");
    double delay = CollectorTimes.BATCH_DELAY.toMillis();
    Spread limit = new Spread(delay, 0, delay);
    rows(
        "end of a span in a container to return of the assertion",
        setting.arrivals,
        CollectorTimes.arrival(false, setting.arrivals),
        limit,
        300);
    rows(
        "end of a span in a container to return of the assertion, `decision_wait: 30s`",
        setting.arrivals,
        CollectorTimes.arrival(true, setting.arrivals),
        limit,
        300);
  }

  void drain() {
    System.err.println("CollectorTimes: drain");
    Spread idle = CollectorTimes.idleDrain(setting.starts);
    rows(
        "drain at 10,000 spans held, sent by HTTP",
        setting.starts,
        CollectorTimes.drainAfterHttp(setting.starts),
        idle,
        200);
    rows(
        "drain at 10,000 spans held, sent by gRPC from OkHttp",
        setting.starts,
        CollectorTimes.drainAfterGrpc(setting.starts),
        idle,
        200);
  }

  private void rows(String what, int times, Spread ours, Spread peer, double target) {
    table.addAbsolute(
        "%s, median of %d".formatted(what, times), ours.median(), peer.median(), "ms", target);
    table.addAbsolute("… worst of " + times, ours.greatest(), peer.greatest(), "ms", target);
  }
}
