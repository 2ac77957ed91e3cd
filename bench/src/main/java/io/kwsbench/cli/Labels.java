package io.kwsbench.cli;

import io.kwsbench.KwsException;
import io.kwsbench.files.LabelFile;
import io.kwsbench.graph.Shape;
import io.kwsbench.measure.HeardClip;
import io.kwsbench.workload.DefaultModel;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Names of classes: one a line of a file, or {@code p0}, {@code p1}, … */
final class Labels {
  private final List<String> names;
  private final String source;

  private Labels(List<String> names, String source) {
    this.names = names;
    this.source = source;
  }

  /**
   * @param file its path; empty for no names
   * @throws KwsException when it cannot be read
   */
  static Labels read(String file) {
    if (file.isEmpty()) {
      return new Labels(List.of(), "");
    }
    return new Labels(LabelFile.read(LoadedGraph.path(file)), file);
  }

  /** Those of the embedded model. */
  static Labels embedded() {
    return new Labels(DefaultModel.labels(), "embedded labels");
  }

  boolean given() {
    return !names.isEmpty();
  }

  /** How many there are, if any were given. */
  OptionalInt count() {
    return given() ? OptionalInt.of(names.size()) : OptionalInt.empty();
  }

  /**
   * The names of so many classes.
   *
   * @throws KwsException when the file has more or fewer
   */
  List<String> of(int classes) {
    if (names.isEmpty()) {
      return IntStream.range(0, classes).mapToObj(i -> "p" + i).toList();
    }
    if (names.size() != classes) {
      throw new KwsException(
          source + ": " + names.size() + " labels for " + classes + " classes of the graph");
    }
    return names;
  }

  /**
   * Refuses a file of names that does not fit an output, before anything is measured.
   *
   * @param output as many elements as classes; let pass while that is not known
   * @throws KwsException when the file has more or fewer
   */
  void check(Shape output) {
    if (given()) {
      output.elements().ifPresent(classes -> of(Math.toIntExact(classes)));
    }
  }

  /** The likeliest classes of a clip. */
  HeardClip heard(String clip, float[] probabilities) {
    return HeardClip.of(clip, of(probabilities.length), probabilities);
  }
}
