package io.kwsbench.suite.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.metadata.ModelReading;
import io.kwsbench.suite.definition.Suite;
import io.kwsbench.suite.definition.SuiteCase;
import io.kwsbench.suite.result.SideBySide;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SideBySideRunTest {
  @TempDir Path folder;

  @Test
  void opsAreTracedWhereTheyAreAskedFor() throws IOException {
    List<String> steps = new ArrayList<>();
    assertThat(entries(true, steps))
        .allSatisfy(entry -> assertThat(entry.ops().orElseThrow().nodes()).hasSize(2));
    assertThat(steps).contains("a: tracing", "b: tracing");

    steps.clear();
    assertThat(entries(false, steps)).allSatisfy(entry -> assertThat(entry.ops()).isEmpty());
    assertThat(steps).noneMatch(step -> step.contains("tracing"));
  }

  private List<SideBySide.Entry> entries(boolean traced, List<String> steps) throws IOException {
    Suite suite =
        new Suite("compare", 1, 0.1, Suite.DEFAULT_ALPHA, List.of(model("a"), model("b")));
    FakeCases cases = new FakeCases(1).with("a", 1e6).with("b", 2e6);
    SuiteListener listener =
        new SuiteListener() {
          @Override
          public void step(String what) {
            steps.add(what);
          }
        };
    SideBySideRun run = new SideBySideRun(suite, cases, listener, () -> false, cases.clock());
    List<SideBySide.Entry> entries = run.entries(traced);
    assertThat(entries.get(1).ratio().orElseThrow().ratio()).isBetween(1.5, 2.5);
    assertThat(cases.open()).isZero();
    return entries;
  }

  private SuiteCase model(String name) throws IOException {
    return new SuiteCase(
        name,
        Files.write(folder.resolve(name + ".pb"), new byte[10]),
        ModelReading.DEFAULT,
        "fake",
        1,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }
}
