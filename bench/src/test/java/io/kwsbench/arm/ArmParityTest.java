package io.kwsbench.arm;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.Material;
import io.kwsbench.natives.RunnerFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What runs under an emulator of ARM, on this machine: it passes what is right and nothing else.
 */
class ArmParityTest {
  private static final Path FIXTURES = Material.fixture("clips.txt").getParent();

  @TempDir Path folder;

  @Test
  void theEngineGivesTheReferenceProbabilities() {
    assertThatCode(() -> BundleParity.main(arguments("native", "tf1/gru.pb=tf1/gru.csv")))
        .doesNotThrowAnyException();
  }

  @Test
  void theRunnerGivesThemOfGraphsAndCheckpoints() throws IOException {
    String runner = runner();
    assertThatCode(
            () ->
                PlanParity.main(
                    arguments(
                        runner,
                        "keras2/raw.pb=keras2/raw.csv",
                        "later/keras3-lstm.h5=later/keras3-lstm.csv")))
        .doesNotThrowAnyException();
  }

  @Test
  void anothersProbabilitiesAreRefused() throws IOException {
    String runner = runner();
    assertThatThrownBy(() -> BundleParity.main(arguments("native", "tf1/gru.pb=tf1/lstm.csv")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("tf1/gru.pb, ")
        .hasMessageContaining("class 0 is ");
    assertThatThrownBy(() -> PlanParity.main(arguments(runner, "tf1/gru.pb=keras2/ensemble.csv")))
        .hasMessage("tf1/gru.pb: 12 outputs, not 32");
    assertThatThrownBy(() -> BundleParity.main(new String[] {"native", "1", "nowhere"}))
        .hasMessageContaining("no graph to compare");
  }

  private static String[] arguments(String who, String... cases) {
    return Stream.concat(Stream.of(who, "1", FIXTURES.toString()), Stream.of(cases))
        .toArray(String[]::new);
  }

  private String runner() throws IOException {
    RunnerFiles files = RunnerFiles.locate();
    Path script = folder.resolve("runner");
    Files.write(
        script,
        List.of(
            "#!/bin/sh",
            "exec '%s' --library '%s' --threads 1 \"$@\""
                .formatted(files.executable(), files.library())));
    script.toFile().setExecutable(true);
    return script.toString();
  }
}
