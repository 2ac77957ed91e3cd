package io.kwsbench.cli.use;

import io.kwsbench.audio.KeywordClip;
import io.kwsbench.cli.Invocation;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.usage.ExitCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.Assertions;

/** A model that hears tones: "yes" is 440 Hz, "no" is 880 Hz, for most of a second. */
final class ToneModel {
  static final int RATE = KeywordClip.SAMPLE_RATE;
  private static final List<String> LABELS = List.of("_silence_", "yes", "no");
  private static final double[] HERTZ = {0, 440, 880};

  private ToneModel() {}

  /** A compiled model that names its classes, and recommends what the flags say. */
  static Path compiled(Path folder, String... flags) throws IOException {
    return compiled(folder, graph(LABELS), flags);
  }

  /** The same of a model that hears a tone wherever its waves begin, as a microphone has them. */
  static Path compiledForAnyPhase(Path folder, String... flags) throws IOException {
    float[] waves = new float[RATE * 4];
    for (int i = 0; i < RATE; i++) {
      for (int tone = 1; tone < HERTZ.length; tone++) {
        waves[4 * i + 2 * tone - 2] = 2f / RATE * tone(HERTZ[tone], i);
        waves[4 * i + 2 * tone - 1] =
            (float) (2.0 / RATE * Math.cos(2 * Math.PI * HERTZ[tone] * i / RATE));
      }
    }
    GraphBuilder graph =
        GraphBuilder.graph()
            .placeholder("x", 1, RATE)
            .floats("waves", new long[] {RATE, 4}, waves)
            .floats("sums", new long[] {4, 3}, 0, 12, 0, 0, 12, 0, 0, 0, 12, 0, 0, 12)
            .floats("b", new long[] {HERTZ.length}, 3, 0, 0)
            .op("MatMul", "amplitudes", "x", "waves")
            .op("Mul", "powers", "amplitudes", "amplitudes")
            .op("MatMul", "y", "powers", "sums")
            .op("BiasAdd", "z", "y", "b")
            .op("Softmax", "p", "z");
    return compiled(folder, graph.attr("_kwsbench_labels", LABELS).bytes(), flags);
  }

  /** The compiled model of a frozen graph. */
  static Path compiled(Path folder, byte[] frozen, String... flags) throws IOException {
    Path graph = Files.write(folder.resolve("tones.pb"), frozen);
    Path model = folder.resolve("tones.kws");
    List<String> line =
        new ArrayList<>(List.of("compile", "--graph", graph.toString(), "--out", model.toString()));
    line.addAll(Arrays.asList(flags));
    Invocation compile = Invocation.of(line.toArray(String[]::new));
    Assertions.assertThat(compile.code).as(compile.err).isEqualTo(ExitCode.DONE);
    return model;
  }

  /**
   * @param labels names of its three classes; empty for none
   */
  static byte[] graph(List<String> labels) {
    return graph(labels, HERTZ);
  }

  /** The graph of a model that has an unknown class, as those of train have. */
  static byte[] graphWithUnknown() {
    return graph(List.of("_silence_", "_unknown_", "yes", "no"), new double[] {0, 0, 440, 880});
  }

  private static byte[] graph(List<String> labels, double[] hertz) {
    float[] weights = new float[RATE * hertz.length];
    for (int i = 0; i < RATE; i++) {
      for (int tone = 1; tone < hertz.length; tone++) {
        weights[i * hertz.length + tone] = 10f / (RATE / 2) * tone(hertz[tone], i);
      }
    }
    float[] bias = new float[hertz.length];
    bias[0] = 3;
    GraphBuilder graph =
        GraphBuilder.graph()
            .placeholder("x", 1, RATE)
            .floats("w", new long[] {RATE, hertz.length}, weights)
            .floats("b", new long[] {hertz.length}, bias)
            .op("MatMul", "y", "x", "w")
            .op("BiasAdd", "z", "y", "b")
            .op("Softmax", "p", "z");
    return (labels.isEmpty() ? graph : graph.attr("_kwsbench_labels", labels)).bytes();
  }

  private static float tone(double hertz, int sample) {
    return (float) Math.sin(2 * Math.PI * hertz * sample / RATE);
  }

  /** Six seconds: "yes" from 1 to 2 s, "no" from 3.5 to 4.5 s, a weaker "no" from 5 s on. */
  static short[] sound() {
    short[] pcm = new short[6 * RATE];
    for (int i = 0; i < RATE; i++) {
      pcm[RATE + i] = (short) (30_000 * tone(HERTZ[1], i));
      pcm[7 * RATE / 2 + i] = (short) (30_000 * tone(HERTZ[2], i));
      pcm[5 * RATE + i] = (short) (10_000 * tone(HERTZ[2], i));
    }
    return pcm;
  }

  static byte[] bytes(short[] pcm) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * pcm.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(pcm);
    return bytes.array();
  }
}
