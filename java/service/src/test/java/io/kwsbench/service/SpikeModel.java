package io.kwsbench.service;

import io.kwsbench.compile.GraphCompiler;
import io.kwsbench.detect.KeywordLabels;
import io.kwsbench.detect.Refractory;
import io.kwsbench.detect.StreakRule;
import io.kwsbench.detect.Thresholds;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.metadata.ModelMetadata;
import io.kwsbench.spotter.Spotter;
import io.kwsbench.spotter.StreamOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A model of 8 samples at 1000 Hz, so a millisecond is a sample: "yes" where the first sample of a
 * window is 1, "no" where it is −1.
 */
public final class SpikeModel {
  public static final int RATE = 1000;
  public static final int WINDOW = 8;
  private static final List<String> LABELS = List.of("_silence_", "yes", "no");

  private SpikeModel() {}

  public static Spotter spotter() {
    float[] weights = new float[WINDOW * LABELS.size()];
    weights[1] = 9;
    weights[2] = -9;
    return Spotter.of(
        GraphCompiler.compile(
                GraphBuilder.graph()
                    .placeholder("x", 1, WINDOW)
                    .floats("w", new long[] {WINDOW, LABELS.size()}, weights)
                    .floats("b", new long[] {LABELS.size()}, 3, 0, 0)
                    .op("MatMul", "y", "x", "w")
                    .op("BiasAdd", "z", "y", "b")
                    .op("Softmax", "p", "z")
                    .build())
            .withMetadata(
                ModelMetadata.ofLabels(LABELS).withNumber(ModelMetadata.SAMPLE_RATE, RATE)),
        "spikes.kws");
  }

  /** It decides every millisecond, by one result. */
  public static SharedModel shared(Spotter spotter) {
    return new SharedModel(
        spotter,
        new KeywordLabels(LABELS),
        StreamOptions.DEFAULT
            .withRule(new StreakRule(1, Refractory.ofAll(0), Thresholds.of(0.9)))
            .withHopMillis(1));
  }

  /** Sound that is silent but for spikes: at {@code yes} it is 1, at {@code no} −1. */
  public static byte[] sound(int samples, int yes, int no) {
    ByteBuffer pcm = ByteBuffer.allocate(2 * samples).order(ByteOrder.LITTLE_ENDIAN);
    if (yes >= 0) {
      pcm.putShort(2 * yes, Short.MAX_VALUE);
    }
    if (no >= 0) {
      pcm.putShort(2 * no, Short.MIN_VALUE);
    }
    return pcm.array();
  }
}
