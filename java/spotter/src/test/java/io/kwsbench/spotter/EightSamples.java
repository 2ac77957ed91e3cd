package io.kwsbench.spotter;

import io.kwsbench.compile.GraphCompiler;
import io.kwsbench.detect.DetectorRule;
import io.kwsbench.detect.Refractory;
import io.kwsbench.detect.StreakRule;
import io.kwsbench.detect.Thresholds;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.metadata.ModelMetadata;
import io.kwsbench.plan.Plan;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A model of 8 samples at 1000 Hz, so a millisecond is a sample: "yes" where the first sample of a
 * window is 1, "no" where it is −1, silence where it is 0.
 */
final class EightSamples {
  static final int WINDOW = 8;
  static final List<String> LABELS = List.of("_silence_", "yes", "no");
  static final ModelMetadata METADATA =
      ModelMetadata.ofLabels(LABELS).withNumber(ModelMetadata.SAMPLE_RATE, 1000);
  private static final DetectorRule RULE =
      new StreakRule(1, Refractory.ofAll(0), Thresholds.of(0.9));

  private EightSamples() {}

  static Plan plan(ModelMetadata metadata) {
    float[] weights = new float[WINDOW * LABELS.size()];
    weights[1] = 9;
    weights[2] = -9;
    // something of every sample
    for (int i = LABELS.size(); i < weights.length; i++) {
      weights[i] = (i % 5 - 2) / 100f;
    }
    return GraphCompiler.compile(
            GraphBuilder.graph()
                .placeholder("x", 1, WINDOW)
                .floats("w", new long[] {WINDOW, LABELS.size()}, weights)
                .floats("b", new long[] {LABELS.size()}, 3, 0, 0)
                .op("MatMul", "y", "x", "w")
                .op("BiasAdd", "z", "y", "b")
                .op("Softmax", "p", "z")
                .build())
        .withMetadata(metadata);
  }

  static Spotter spotter() {
    return Spotter.of(plan(METADATA), "test.kws");
  }

  static StreamOptions options(int hop) {
    return StreamOptions.DEFAULT.withRule(RULE).withHopMillis(hop);
  }

  static short[] noise(int samples, long seed) {
    Random random = new Random(seed);
    short[] noise = new short[samples];
    for (int i = 0; i < samples; i++) {
      noise[i] = (short) random.nextInt();
    }
    return noise;
  }

  /** A window as a listener is told it. */
  record Told(long last, List<Float> scores) {
    static Told of(long last, float[] scores) {
      List<Float> copy = new ArrayList<>();
      for (float score : scores) {
        copy.add(score);
      }
      return new Told(last, copy);
    }
  }

  /** What the stream must say: every window run as a clip. */
  static List<Told> windows(Spotter spotter, float[] samples, int hop) {
    List<Told> told = new ArrayList<>();
    float[] scores = new float[LABELS.size()];
    try (SpotterSession session = spotter.newSession()) {
      for (int at = 0; at + WINDOW <= samples.length; at += hop) {
        session.run(Arrays.copyOfRange(samples, at, at + WINDOW), scores);
        told.add(Told.of(at + WINDOW - 1, scores));
      }
    }
    return told;
  }

  private static ByteBuffer bytes(short[] pcm, int at, int length) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(pcm, at, length);
    return bytes;
  }

  static void feed(SpotterStream stream, short[] pcm, Random random) {
    for (int at = 0; at < pcm.length; ) {
      int length = Math.min(1 + random.nextInt(40), pcm.length - at);
      switch (random.nextInt(3)) {
        case 0 -> stream.accept(pcm, at, length);
        case 1 -> stream.accept(bytes(pcm, at, length));
        default -> {
          float[] floats = new float[length];
          for (int i = 0; i < length; i++) {
            floats[i] = pcm[at + i] / 32768f;
          }
          stream.accept(floats, 0, length);
        }
      }
      at += length;
    }
  }
}
