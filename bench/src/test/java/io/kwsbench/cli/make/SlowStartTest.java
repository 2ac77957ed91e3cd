package io.kwsbench.cli.make;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SlowStartTest {
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  private String next() throws InterruptedException {
    return lines.poll(30, TimeUnit.SECONDS);
  }

  @Test
  void tellsWhatTakesLong() throws InterruptedException {
    try (SlowStart start = new SlowStart(lines::add, 1)) {
      assertThat(next()).isEqualTo("the first step has not begun yet: starting");
      start.preparing("listing clips");
      assertThat(next()).isEqualTo("listing clips");
    }
  }

  @Test
  void isSilentAboutAQuickStart() {
    SlowStart start = new SlowStart(lines::add, 60_000);
    start.preparing("listing clips");
    start.close();
    start.preparing("nothing");
    assertThat(lines).isEmpty();
  }
}
