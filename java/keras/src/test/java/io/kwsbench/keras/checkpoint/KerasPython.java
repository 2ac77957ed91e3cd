package io.kwsbench.keras.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the scripts of {@code checks/} with the Python that {@code KWSBENCH_KERAS_PYTHON} names. */
public final class KerasPython {
  private KerasPython() {}

  /** Skips the calling test, saying so, where there is no such Python. */
  public static void require() {
    assumeTrue(
        System.getenv("KWSBENCH_KERAS_PYTHON") != null,
        "skipped: needs KWSBENCH_KERAS_PYTHON, a Python 3.6 with Keras 2.1.2");
  }

  /** Runs a script, which must succeed, and returns what it printed. */
  public static String run(String script, List<String> arguments)
      throws IOException, InterruptedException {
    return runWith("KWSBENCH_KERAS_PYTHON", script, arguments);
  }

  /** The same with the Python that the environment's {@code variable} names. */
  public static String runWith(String variable, String script, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(System.getenv(variable));
    command.add(Path.of("../../checks", script).toString());
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
