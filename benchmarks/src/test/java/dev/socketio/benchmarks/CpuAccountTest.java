package dev.socketio.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CpuAccountTest {

  @Test
  void userAndSystemTicksAreAddedWhateverTheCommandIsCalled() {
    String line = "17 (a ) b) S 1 17 17 0 -1 4194560 100 0 0 0 250 50 7 8 20 0 30 0 12345 1 2 3";

    assertThat(CpuAccount.micros(line)).isEqualTo(3_000_000);
  }

  @Test
  void theAccountOfThisProcessGrowsWithWork() {
    CpuAccount account = new CpuAccount(ProcessHandle.current().pid());
    long before = account.micros();

    double sink = 0;
    while (account.micros() == before) {
      sink += Math.sqrt(sink + 1);
    }

    assertThat(account.micros()).isGreaterThan(before);
  }
}
