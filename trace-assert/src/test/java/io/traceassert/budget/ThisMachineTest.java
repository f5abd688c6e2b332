package io.traceassert.budget;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThisMachineTest {

  @Test
  void contentionIsNeverLessThanOne() {
    Machine machine = Machine.real();
    assertThat(machine.contention()).isEqualTo(1);

    machine.probe();

    assertThat(machine.contention()).isBetween(1.0, 1_000.0);
    assertThat(machine.nanoTime()).isLessThanOrEqualTo(machine.nanoTime());
  }
}
