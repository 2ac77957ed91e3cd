package io.kwsbench.cli;

import io.kwsbench.audio.Clip;
import io.kwsbench.audio.WavWriter;
import io.kwsbench.graph.GraphBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.proto.DataType;

/**
 * A model of four classes that hears what the clips of {@link #data} are: nothing is silence, what
 * alternates is unknown, above zero is "hoch", below zero "tief".
 */
final class OwnWords {
  static final List<String> LABELS = List.of("_silence_", "_unknown_", "hoch", "tief");
  private static final int SAMPLES = 16_000;

  private OwnWords() {}

  /** The graph; without names for its classes where there are none given. */
  static byte[] graph(List<String> labels) {
    float[] weights = new float[SAMPLES * 4];
    for (int i = 0; i < SAMPLES; i++) {
      weights[4 * i + 1] = (i % 2 == 0 ? 1f : -1f) / 400;
      weights[4 * i + 2] = 1f / 400;
      weights[4 * i + 3] = -1f / 400;
    }
    GraphBuilder graph =
        GraphBuilder.graph()
            .placeholder("samples", 1, SAMPLES)
            .floats("weights", new long[] {SAMPLES, 4}, weights)
            .op("MatMul", "logits", "samples", "weights")
            .type("T", DataType.DT_FLOAT)
            .op("Softmax", "labels_softmax", "logits")
            .type("T", DataType.DT_FLOAT);
    return labels.isEmpty() ? graph.bytes() : graph.attr("_kwsbench_labels", labels).bytes();
  }

  static Path graph(Path folder, String name, List<String> labels) throws IOException {
    return Files.write(folder.resolve(name), graph(labels));
  }

  /** Words "hoch" and "tief", and another, three clips each, all in the testing set. */
  static Path data(Path folder) throws IOException {
    List<String> listed = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      listed.add(clip(folder, "hoch/a" + i + "_nohash_0.wav", 8000 + i, 8000 + i));
      listed.add(clip(folder, "tief/a" + i + "_nohash_0.wav", -8000 - i, -8000 - i));
      listed.add(clip(folder, "other/a" + i + "_nohash_0.wav", 8000 + i, -8000 - i));
    }
    Files.write(folder.resolve("testing_list.txt"), listed);
    Files.write(folder.resolve("validation_list.txt"), listed.subList(0, 0));
    return folder;
  }

  /** A folder of one clip of each class, in the order of the labels. */
  static Path clips(Path folder) throws IOException {
    clip(folder, "a.wav", 0, 0);
    clip(folder, "b.wav", 8000, -8000);
    clip(folder, "c.wav", 8000, 8000);
    clip(folder, "d.wav", -8000, -8000);
    return folder;
  }

  private static String clip(Path folder, String name, int even, int odd) throws IOException {
    short[] pcm = new short[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      pcm[i] = (short) (i % 2 == 0 ? even : odd);
    }
    Files.createDirectories(folder.resolve(name).getParent());
    WavWriter.write(folder.resolve(name), Clip.ofPcm16(SAMPLES, 1, pcm));
    return name;
  }
}
