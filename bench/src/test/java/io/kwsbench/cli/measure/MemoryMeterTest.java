package io.kwsbench.cli.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.Material;
import io.kwsbench.cli.Main;
import io.kwsbench.metadata.ModelReading;
import io.kwsbench.suite.definition.SuiteCase;
import io.kwsbench.suite.metric.MetricKey;
import io.kwsbench.suite.metric.MetricValue;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
        .hasMessage("no such graph");
    assertThatThrownBy(() -> peak("echo many", 30))
        .isInstanceOf(KwsException.class)
        .hasMessage("the probe printed many");
  }

  @Test
  @Timeout(60)
  void aProbeThatDoesNotEndIsStopped() {
    assertThatThrownBy(() -> peak("exec sleep 100", 1))
        .isInstanceOf(KwsException.class)
        .hasMessage("the probe did not end in 1 seconds");
  }

  /** A flag without a value is a usage error: what the case does not say is left out. */
  @Test
  void theProbeGetsNoEmptyFlag() {
    MemoryMeter meter = new MemoryMeter(MemoryMeterTest.class);
    assertThat(meter.command(suiteCase("")))
        .noneMatch(word -> word.startsWith("--engine") || word.startsWith("--signature"));
    assertThat(meter.command(suiteCase("native"))).contains("--engine=native");
  }

  @Test
  @Timeout(60)
  void aProbeThatFailsLeavesItsFigureOpen() {
    // no main method: the process ends at once
    MetricValue value =
        new MemoryMeter(MemoryMeterTest.class).measure(suiteCase(""), MetricKey.MEMORY);
    assertThat(value.failed()).isTrue();
    assertThat(value.value()).isEmpty();
    assertThat(value.note()).startsWith("memory cannot be measured: ").hasLineCount(1);
  }

  /** The real program: it takes the flags that it is given. */
  @Test
  @Timeout(120)
  void aCaseThatSaysNothingButItsGraphIsMeasured() {
    SuiteCase least = suiteCase("");
    SuiteCase one =
        new SuiteCase(
            "case",
            Material.fixture("tf1/cnn.pb"),
            least.reading(),
            least.engine(),
            1,
            least.input(),
            least.labels(),
            least.library(),
            least.gates());
    MetricValue value = new MemoryMeter(Main.class).measure(one, MetricKey.MEMORY);
    assertThat(value.note()).isEqualTo("peak of a process with -Xmx256m");
    assertThat(value.value().orElseThrow()).isGreaterThan(1e6);
  }

  private static SuiteCase suiteCase(String engine) {
    return new SuiteCase(
        "case",
        Path.of("a.pb"),
        ModelReading.DEFAULT,
        engine,
        1,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private static long peak(String script, int seconds) {
    return MemoryMeter.peakBytes(List.of("sh", "-c", script), seconds);
  }
}
