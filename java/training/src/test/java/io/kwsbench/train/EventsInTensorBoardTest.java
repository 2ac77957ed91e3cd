package io.kwsbench.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kwsbench.keras.checkpoint.KerasPython;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real TensorBoard reads what a run logs. */
class EventsInTensorBoardTest {
  private static final String PYTHON = "KWSBENCH_TENSORBOARD_PYTHON";

  @Test
  void everyCurveIsReadAsWritten(@TempDir Path data, @TempDir Path run)
      throws IOException, InterruptedException {
    assumeTrue(
        System.getenv(PYTHON) != null,
        "skipped: needs " + PYTHON + ", a Python with the package tensorboard");
    TinyRun.writeData(data);
    TinyRun.train(data, TinyRun.options(run, 3), false);

    String output =
        KerasPython.runWith(
            PYTHON,
            "tensorboard_events.py",
            List.of(run.resolve("logs").toString(), run.resolve(TrainingRecord.FILE).toString()));

    assertThat(output).contains("5 curves of 3 epochs read as written");
  }
}
