package io.kwsbench;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What another implementation computed for clips: a CSV with the columns {@code clip,p0,p1,...},
 * clips relative to the material's folder.
 */
public final class ReferenceOutputs {
  /** A graph, or a checkpoint, and the file of its reference outputs. */
  public record Case(Material material, String graph, String outputs) {
    /** The graph's file. */
    public Path file() {
      return material.path(graph);
    }

    /** A row for every clip of the material. */
    public List<Row> rows() {
      List<Row> rows = read(material, outputs);
      if (rows.size() != material.clips().size()) {
        throw new IllegalStateException(outputs + " has " + rows.size() + " rows");
      }
      return rows;
    }

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

  private static final List<String> SMALL_TF1 =
      List.of("dnn", "cnn", "ds_cnn", "basic_lstm", "lstm", "gru", "crnn");

  private static final List<String> SMALL_KERAS =
      List.of("raw", "ensemble12", "plain", "stacked", "multi_sliced", "recurrent");

  private ReferenceOutputs() {}

  /** Every graph that is there. */
  public static Stream<Case> allCases() {
    return Stream.concat(armCases(), kerasCases());
  }

  /** The graphs that start at a {@code wav_data} placeholder; outputs by TensorFlow 2.18. */
  public static Stream<Case> armCases() {
    return present(
        Stream.concat(
            SMALL_TF1.stream().map(n -> small("tf1/" + n)),
            ARM.stream()
                .map(
                    n ->
                        new Case(
                            Material.SHARED,
                            "graphs/arm-kws/" + n + ".pb",
                            "graphs/arm-kws/outputs/" + n + ".csv"))));
  }

  /** The graphs of Keras 2 that open a {@code wav_fn}; outputs by Keras on TensorFlow 1.4. */
  public static Stream<Case> kerasCases() {
    Stream<Case> shared =
        Stream.concat(
            Stream.of(
                new Case(Material.SHARED, "keras/pi195/frozen.pb", "keras/pi195/outputs.csv"),
                new Case(Material.SHARED, "keras/106/frozen12.pb", "keras/106/outputs12.csv")),
            ZOO.stream()
                .map(n -> "keras/zoo/" + n)
                .map(n -> new Case(Material.SHARED, n + ".pb", n + ".csv")));
    return present(Stream.concat(SMALL_KERAS.stream().map(n -> small("keras2/" + n)), shared));
  }

  private static Case small(String name) {
    return new Case(Material.FIXTURES, name + ".pb", name + ".csv");
  }

  private static Stream<Case> present(Stream<Case> cases) {
    List<Material> present = Material.present().toList();
    return cases.filter(c -> present.contains(c.material()));
  }

  /** The rows of an outputs file. */
  public static List<Row> read(Material material, String outputs) {
    List<String> lines = Material.lines(material.path(outputs));
    return lines.stream().skip(1).map(line -> row(material, line)).toList();
  }

  private static Row row(Material material, String line) {
    String[] cells = line.split(",");
    float[] probabilities = new float[cells.length - 1];
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] = Float.parseFloat(cells[i + 1]);
    }
    return new Row(material.path(cells[0]), probabilities);
  }
}
