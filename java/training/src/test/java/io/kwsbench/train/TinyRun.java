package io.kwsbench.train;

import io.kwsbench.audio.WavWriter;
import io.kwsbench.corpus.Augmentation;
import io.kwsbench.corpus.BackgroundNoise;
import io.kwsbench.corpus.BatchSource;
import io.kwsbench.corpus.ClassBalance;
import io.kwsbench.corpus.ClipCache;
import io.kwsbench.corpus.Corpus;
import io.kwsbench.corpus.NoiseColor;
import io.kwsbench.corpus.NoiseGenerator;
import io.kwsbench.corpus.SpeakerHashRule;
import io.kwsbench.corpus.SplitRule;
import io.kwsbench.corpus.WantedClasses;
import io.kwsbench.keras.features.ClipFeatures;
import io.kwsbench.model.TinyArchitecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A run on noises of five colors, small enough for a test; also a program that can be killed. */
final class TinyRun {
  /** What the program says when it is where it is to be killed. */
  static final String MIDDLE = "in the middle of the second epoch";

  private static final int RATE = 16_000;

  private TinyRun() {}

  /**
   * Trains into {@code arguments[1]} on the data of {@code arguments[0]} until the middle of the
   * second epoch, says so, and goes no further.
   */
  public static void main(String[] arguments) {
    TrainingOptions options = options(Path.of(arguments[1]), 3);
    int[] steps = new int[1];
    trainer(
            options,
            source(Path.of(arguments[0])),
            () -> {
              if (++steps[0] == options.budget().stepsPerEpoch() + 2) {
                System.out.println(MIDDLE);
                while (true) {
                  LockSupport.park();
                }
              }
              return false;
            })
        .run(false);
  }

  static void writeData(Path data) throws IOException {
    for (NoiseColor color : NoiseColor.values()) {
      Path folder = Files.createDirectories(data.resolve(color.name().toLowerCase(Locale.ROOT)));
      for (int speaker = 0; speaker < 8; speaker++) {
        Path file = folder.resolve("s" + speaker + "_nohash_0.wav");
        WavWriter.write(file, NoiseGenerator.noise(color, RATE, RATE, speaker));
      }
    }
  }

  static TrainingOptions options(Path folder, int epochs) {
    return new TrainingOptions(
        "pi",
        ClipFeatures.RAW,
        new TrainingOptions.Descent("rmsprop", 1e-3, LearningRateSchedule.Plateau.original()),
        new TrainingOptions.Regularization(0.1, 0.4, StatisticsAverage.ESTIMATED),
        new TrainingOptions.Budget(6, 4, epochs, 0),
        7,
        2,
        folder);
  }

  static TrainingRecord train(Path data, TrainingOptions options, boolean resume) {
    return trainer(options, source(data), () -> false).run(resume);
  }

  /** Of a model with the real one's layers, but few channels. */
  static Trainer trainer(TrainingOptions options, BatchSource source, BooleanSupplier interrupted) {
    return new Trainer(
        options, source, new TinyArchitecture(), new TrainingListener() {}, interrupted);
  }

  static BatchSource source(Path data) {
    return source(data, new SpeakerHashRule(30, 0));
  }

  static ClipCache clips() {
    return new ClipCache(RATE, RATE, 1 << 24);
  }

  static BatchSource source(Path data, SplitRule rule) {
    return source(data, rule, clips());
  }

  static BatchSource source(Path data, SplitRule rule, ClipCache clips) {
    return source(data, rule, clips, new ClassBalance(10, 20, 1));
  }

  /** Without silence and other words. */
  static BatchSource ofWordsAlone(Path data) {
    return source(data, new SpeakerHashRule(30, 0), clips(), new ClassBalance(0, 0, 1));
  }

  private static BatchSource source(
      Path data, SplitRule rule, ClipCache clips, ClassBalance balance) {
    Corpus corpus =
        Corpus.scan(
            List.of(data),
            new WantedClasses(List.of("white", "brown", "violet")),
            any -> rule,
            balance);
    return new BatchSource(corpus, clips, BackgroundNoise.none(), Augmentation.original(), 7);
  }
}
