package io.kwsbench.suite.internal.metrics;

import io.kwsbench.KwsException;
import io.kwsbench.audio.ClipFiles;
import io.kwsbench.gate.Gate;
import io.kwsbench.gate.SomeGatesVisitor;
import io.kwsbench.metadata.ModelLabels;
import io.kwsbench.metadata.SpeechCommands;
import io.kwsbench.stats.AnswerPair;
import io.kwsbench.suite.definition.Suite;
import io.kwsbench.suite.definition.SuiteCase;
import io.kwsbench.suite.load.CaseLoader;
import io.kwsbench.suite.load.LoadedCase;
import io.kwsbench.suite.metric.MetricKey;
import io.kwsbench.suite.metric.MetricSources;
import io.kwsbench.suite.metric.MetricValue;
import io.kwsbench.tensor.Likeliest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Figures without noise: all but times. */
public final class DeterministicMetrics {
  private final Suite suite;
  private final CaseLoader loader;
  private final MetricSources meters;
  private final MetricSources.Meter detector = new DetectionMeter();

  public DeterministicMetrics(Suite suite, CaseLoader loader, MetricSources meters) {
    this.suite = suite;
    this.loader = loader;
    this.meters = meters;
  }

  /** The figure of a gate that is measured before the rounds; empty when it comes later. */
  public static Optional<MetricKey> key(Gate gate) {
    return MetricKey.of(gate).filter(key -> !key.equals(MetricKey.OP_TIME));
  }

  /** The size of a case's model file. */
  public static MetricValue size(SuiteCase one) {
    return MetricValue.of(one.name(), MetricKey.SIZE, bytes(one), "bytes of the file");
  }

  /**
   * Bytes of a case's model file, or of all files in a SavedModel's folder.
   *
   * @throws KwsException when it cannot be read
   */
  public static long bytes(SuiteCase one) {
    long bytes = 0;
    for (Path file : one.files()) {
      try {
        bytes += Files.size(file);
      } catch (IOException e) {
        throw KwsException.unreadable(file, e);
      }
    }
    return bytes;
  }

  /** The figure that a gate asks for. */
  public MetricValue measure(SuiteCase one, Gate gate) {
    MetricKey key = key(gate).orElseThrow();
    return gate.accept(
        new SomeGatesVisitor<>() {
          @Override
          public MetricValue accuracy(Gate.Accuracy accuracy) {
            return DeterministicMetrics.this.accuracy(one, accuracy, key);
          }

          @Override
          public MetricValue agreement(Gate.Agreement agreement) {
            return DeterministicMetrics.this.agreement(one, agreement, key);
          }

          @Override
          public MetricValue detection(Gate.Detection detection) {
            return detector.measure(one, key);
          }

          @Override
          public MetricValue size(Gate.Size size) {
            return DeterministicMetrics.size(one);
          }

          @Override
          public MetricValue flops(Gate.FlopCount flops) {
            return meters.flops().measure(one, key);
          }

          @Override
          public MetricValue instructions(Gate.Instructions instructions) {
            return meters.instructions().measure(one, key);
          }

          @Override
          public MetricValue memory(Gate.PeakMemory memory) {
            return meters.memory().measure(one, key);
          }

          @Override
          public MetricValue other(Gate timed) {
            throw new IllegalStateException(timed.key() + " has no figure before the rounds");
          }
        });
  }

  private MetricValue accuracy(SuiteCase one, Gate.Accuracy gate, MetricKey key) {
    ModelLabels own = loader.labels(one);
    ModelLabels given = gate.labels().map(ModelLabels::read).orElse(own);
    if (!given.known()) {
      throw new KwsException(
          one.name()
              + ": accuracy needs labels: FILE in the gate or the case: "
              + own.source()
              + " does not name its classes");
    }
    given.requireAgreement(own);
    List<String> labels = given.names();
    List<Path> clips = ClipFiles.under(gate.clips());
    int right = 0;
    int counted = 0;
    try (LoadedCase loaded = loader.load(one)) {
      for (Path clip : clips) {
        int wanted = labels.indexOf(labelOf(clip, labels));
        if (wanted < 0) {
          throw new KwsException(
              clip + ": neither its folder nor 'unknown' is a label in " + given.source());
        }
        float[] answer = loaded.classify(clip);
        if (answer.length != labels.size()) {
          throw new KwsException(
              given.source() + ": " + labels.size() + " labels for " + answer.length + " classes");
        }
        counted++;
        int named =
            Likeliest.of(answer)
                .orElseThrow(
                    () ->
                        new KwsException(
                            clip + ": " + one.name() + " gives NaN, which is no class"));
        right += named == wanted ? 1 : 0;
      }
    }
    return MetricValue.of(
        one.name(), key, (double) right / counted, right + " of " + counted + " clips");
  }

  /** The folder's name, or the class for words that the model does not know. */
  private static String labelOf(Path clip, List<String> labels) {
    String folder = clip.toAbsolutePath().getParent().getFileName().toString();
    if (labels.contains(folder)) {
      return folder;
    }
    boolean noise = folder.equals(SpeechCommands.BACKGROUND_NOISE);
    String no = noise ? SpeechCommands.SILENCE : SpeechCommands.UNKNOWN;
    return labels.stream()
        .filter(label -> ModelLabels.plain(label).equals(no))
        .findFirst()
        .orElse(folder);
  }

  private MetricValue agreement(SuiteCase one, Gate.Agreement gate, MetricKey key) {
    List<Path> clips = ClipFiles.under(gate.clips());
    int same = 0;
    double largest = 0;
    try (LoadedCase mine = loader.load(one);
        LoadedCase other = loader.load(suite.find(gate.with()).orElseThrow())) {
      for (Path clip : clips) {
        AnswerPair pair = new AnswerPair(mine.classify(clip), other.classify(clip));
        if (!pair.comparable()) {
          int classes = pair.candidate().length;
          int others = pair.reference().length;
          throw new KwsException(
              one.name() + " has " + classes + " classes, " + gate.with() + " " + others);
        }
        same += pair.sameClass() ? 1 : 0;
        largest = Math.max(largest, pair.difference());
      }
    }
    return MetricValue.of(
        one.name(),
        key,
        (double) same / clips.size(),
        same + " of " + clips.size() + " clips, largest difference " + (float) largest);
  }
}
