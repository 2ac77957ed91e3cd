package io.kwsbench.engine;

import io.kwsbench.SharedMaterial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What another implementation computed for real clips: a CSV with the columns {@code
 * clip,p0,p1,...}, clips relative to the shared folder.
 */
public final class ReferenceOutputs {
  /** A graph and the file of its reference outputs, both relative to the shared folder. */
  public record Case(String graph, String outputs) {
    @Override
    public String toString() {
      return graph;
    }
  }

  /** One clip and the probabilities that are expected for it. */
  public record Row(Path clip, float[] probabilities) {}

  private static final List<String> ARM =
      List.of(
          "DNN_S",
          "DNN_M",
          "CNN_S",
          "CNN_L",
          "DS_CNN_S",
          "DS_CNN_M",
          "Basic_LSTM_S",
          "LSTM_S",
          "GRU_S",
          "CRNN_S");

  private static final List<String> ZOO =
      List.of(
          "conv_1d_fast",
          "conv_1d_multi_time_sliced",
          "conv_1d_simple",
          "conv_1d_time_stacked",
          "simple");

  private ReferenceOutputs() {}

  /** The graphs that start at a {@code wav_data} placeholder; outputs by TensorFlow 2.18. */
  public static Stream<Case> armCases() {
    return ARM.stream()
        .map(
            name ->
                new Case(
                    "graphs/arm-kws/" + name + ".pb", "graphs/arm-kws/outputs/" + name + ".csv"));
  }

  /** The graphs that the original froze; outputs by Keras on TensorFlow 1.4. */
  public static Stream<Case> kerasCases() {
    return Stream.concat(
        Stream.of(
            new Case("keras/pi195/frozen.pb", "keras/pi195/outputs.csv"),
            new Case("keras/106/frozen12.pb", "keras/106/outputs12.csv")),
        ZOO.stream().map(n -> new Case("keras/zoo/" + n + ".pb", "keras/zoo/" + n + ".csv")));
  }

  /** The rows of an outputs file; skips the calling test when it is absent. */
  public static List<Row> read(String outputs) {
    try (Stream<String> lines = Files.lines(SharedMaterial.require(outputs))) {
      return lines.skip(1).map(ReferenceOutputs::row).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Row row(String line) {
    String[] cells = line.split(",");
    float[] probabilities = new float[cells.length - 1];
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] = Float.parseFloat(cells[i + 1]);
    }
    return new Row(SharedMaterial.require(cells[0]), probabilities);
  }
}
