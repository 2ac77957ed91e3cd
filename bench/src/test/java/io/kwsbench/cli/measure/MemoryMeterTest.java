package io.kwsbench.cli.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class MemoryMeterTest {
  /** More than a pipe holds. */
  private static final String MEGABYTE_OF_NOISE = "head -c 1000000 /dev/zero | tr '\\0' x >&2; ";

  @Test
  @Timeout(60)
  void aProbeThatSaysMuchOnStderrIsHeard() {
    assertThat(peak(MEGABYTE_OF_NOISE + "echo some line; echo 4711", 30)).isEqualTo(4711);
  }

  @Test
  @Timeout(60)
  void whatAProbeThatFailsSaidLastIsTold() {
    assertThatThrownBy(
            () -> peak(MEGABYTE_OF_NOISE + "echo >&2; echo no such graph >&2; exit 3", 30))
        .isInstanceOf(KwsException.class)
        .hasMessage("case: memory cannot be measured: no such graph");
    assertThatThrownBy(() -> peak("echo many", 30))
        .isInstanceOf(KwsException.class)
        .hasMessage("case: memory cannot be measured: the probe printed many");
  }

  @Test
  @Timeout(60)
  void aProbeThatDoesNotEndIsStopped() {
    assertThatThrownBy(() -> peak("exec sleep 100", 1))
        .isInstanceOf(KwsException.class)
        .hasMessage("case: memory cannot be measured: the probe did not end in 1 seconds");
  }

  private static long peak(String script, int seconds) {
    return MemoryMeter.peakBytes("case", List.of("sh", "-c", script), seconds);
  }
}
