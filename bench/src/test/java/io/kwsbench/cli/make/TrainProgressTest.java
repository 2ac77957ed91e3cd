package io.kwsbench.cli.make;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.cli.command.CliContext;
import io.kwsbench.train.ChanceReason;
import io.kwsbench.train.EpochRecord;
import io.kwsbench.train.RateState;
import io.kwsbench.train.StatisticsAverage;
import io.kwsbench.train.StepProgress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TrainProgressTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final AtomicLong nanos = new AtomicLong();

  /** Two epochs of ten, a hundred steps each; steps take 36 seconds, validation an hour. */
  private void run(int from) {
    CliContext context =
        CliContext.of(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    try (TrainProgress progress =
        new TrainProgress(context, EpochLines.TEXT, StatisticsAverage.FIXED, nanos::get)) {
      for (int epoch = from; epoch < from + 2; epoch++) {
        for (int step = 1; step <= 100; step++) {
          progress.step(new StepProgress(epoch, 10, step, 100, 0.5, 0.9));
          nanos.addAndGet(TimeUnit.SECONDS.toNanos(36));
        }
        nanos.addAndGet(TimeUnit.HOURS.toNanos(1));
        progress.epoch(record(epoch), true);
      }
    }
  }

  private static EpochRecord record(int epoch) {
    return record(epoch, 0.95, new int[0][]);
  }

  private static EpochRecord record(int epoch, double valAccuracy, int[][] confusion) {
    RateState schedule = new RateState(1e-3, 0.95, 0);
    String checkpoint = "ep-001-vl-0.3.hdf5";
    return new EpochRecord(
        new EpochRecord.Place(epoch, 100L * epoch, 0),
        new EpochRecord.Trained(0.4, 0.9),
        new EpochRecord.Validated(0.3, valAccuracy, EpochRecord.Validated.UNKNOWN),
        1e-3,
        new EpochRecord.Pace(123, 0.025),
        checkpoint,
        confusion,
        schedule);
  }

  @Test
  void saysOnceThatValidationStaysAtChance() {
    CliContext context =
        CliContext.of(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    int[][] allAreUnknown = {{0, 13, 0}, {0, 60, 0}, {0, 100, 0}};
    int[][] right = {{13, 0, 0}, {0, 60, 0}, {0, 0, 100}};
    try (TrainProgress progress =
        new TrainProgress(context, EpochLines.TEXT, StatisticsAverage.FIXED, nanos::get)) {
      progress.step(new StepProgress(1, 1, 1, 1, 0.5, 0.9));
      progress.epoch(record(1, 1, right), true);
      assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
      EpochRecord atChance = record(1, 60.0 / 173, allAreUnknown);
      assertThat(atChance.staysAtChance()).isTrue();
      progress.atChance(atChance, ChanceReason.STATISTICS);
      progress.atChance(atChance, ChanceReason.CLIPS);
    }

    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .singleElement()
        .asString()
        .contains(
            "epoch 1: training reaches 0.9000, but validation (0.3468) is no better than",
            "(0.5780)",
            "--batch_norm_average estimated");
  }

  /** What is set already is no advice. */
  @Test
  void advisesWhatTheRunDoesNotHave() {
    CliContext context =
        CliContext.of(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    int[][] allAreUnknown = {{0, 13, 0}, {0, 60, 0}, {0, 100, 0}};
    try (TrainProgress progress =
        new TrainProgress(context, EpochLines.TEXT, StatisticsAverage.ESTIMATED, nanos::get)) {
      progress.atChance(record(1, 60.0 / 173, allAreUnknown), ChanceReason.STATISTICS);
    }

    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("the finished model is no better on training clips")
        .contains("add a larger --batch or a lower --learning_rate")
        .doesNotContain("--batch_norm_average");
  }

  @Test
  void saysOnceThatTrainingWaitsForClips() {
    CliContext context =
        CliContext.of(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    EpochRecord slow = record(1);
    EpochRecord waiting =
        new EpochRecord(
            slow.at(),
            slow.trained(),
            slow.validated(),
            slow.learningRate(),
            new EpochRecord.Pace(123, 0.25),
            slow.checkpoint(),
            slow.confusion(),
            slow.schedule());
    try (TrainProgress progress =
        new TrainProgress(context, EpochLines.TEXT, StatisticsAverage.FIXED, nanos::get)) {
      progress.step(new StepProgress(1, 1, 1, 1, 0.5, 0.9));
      progress.epoch(waiting, true);
      progress.epoch(waiting, true);
    }
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo("kwsbench: epoch 1: training waited for clips during 25 % of the time\n");
  }

  @Test
  void tellsHowLongTheWholeRunTakes() {
    run(1);

    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains(
            "epoch   1: loss 0.4000 acc 0.9000, val loss 0.3000 acc 0.9500 (best), lr 1.00e-03,"
                + " 123 clips/s\n");
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    // 2 hours for 99 steps' distance and 900 steps left, then 4 hours for 199 and 800 left
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "kwsbench: epoch 1 of 10 done, run 18:10:54 left\n"
                + "kwsbench: epoch 2 of 10 done, run 16:04:49 left\n");
  }

  @Test
  void aResumedRunIsTimedFromItsOwnStart() {
    run(9);

    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo("kwsbench: epoch 9 of 10 done, run 2:01:12 left\n");
  }
}
