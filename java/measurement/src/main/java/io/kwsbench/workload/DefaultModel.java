package io.kwsbench.workload;

import io.kwsbench.KwsException;
import io.kwsbench.audio.Clip;
import io.kwsbench.audio.WavReader;
import io.kwsbench.files.LabelFile;
import io.kwsbench.graph.FrozenGraph;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * The embedded keyword spotter, the default graph of benchmarks. It has the 2017 entry's Raspberry
 * Pi architecture (experiment 195) and knows the ten English words of its challenge; one clip of
 * Speech Commands is embedded too.
 *
 * <p>Input: a WAV file's name at {@code wav_fn}, or 16,000 samples at {@code decoded_sample_data:0}
 * and their rate at {@code :1}. Output: the probabilities of {@link #labels} at {@code
 * labels_softmax:0}. {@code docs/reference/model-card.md} tells how it was trained and how right it
 * is.
 */
public final class DefaultModel {
  /** The word of {@link #clip}. */
  public static final String CLIP_WORD = "yes";

  private DefaultModel() {}

  /**
   * The frozen graph; a build without the trained one has {@link SeededPiGraph}, which names itself
   * so.
   */
  public static FrozenGraph graph() {
    return trained()
        ? FrozenGraph.parse(resource("frozen.pb"), "embedded keyword spotter")
        : SeededPiGraph.make();
  }

  /** The classes in the order of the graph's outputs. */
  public static List<String> labels() {
    return trained()
        ? LabelFile.parse(resource("labels.txt"), "embedded labels")
        : SeededPiGraph.LABELS;
  }

  /**
   * Returns whether the trained weights are here: bundles of a few megabytes have no room for them.
   */
  private static boolean trained() {
    return DefaultModel.class.getResource("model/frozen.pb") != null;
  }

  /** One second in which a speaker from outside the training set says {@link #CLIP_WORD}. */
  public static Clip clip() {
    return WavReader.parse(resource("clip.wav"), "embedded clip");
  }

  private static byte[] resource(String name) {
    try (InputStream stream = DefaultModel.class.getResourceAsStream("model/" + name)) {
      if (stream == null) {
        throw new KwsException("the embedded model lacks " + name + ": a damaged kwsbench.jar");
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new KwsException("the embedded model's " + name + " cannot be read: " + e, e);
    }
  }
}
