package io.kwsbench.arm;

import io.kwsbench.audio.WavReader;
import io.kwsbench.tensor.Likeliest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A graph and what others computed of it: a CSV of clips, relative to {@code root}, and their
 * probabilities.
 */
record ReferenceCase(Path root, String graph, String outputs) {
  private static final float TOLERANCE = 1e-4f;

  /** A clip and its probabilities. */
  record Row(Path clip, float[] probabilities) {
    /** One second at 16 kHz. */
    float[] samples() {
      return WavReader.read(clip).fit(16_000, 1).samples();
    }
  }

  /** Cases of {@code ROOT GRAPH=OUTPUTS.csv…}, of which there may be several. */
  static List<ReferenceCase> of(List<String> arguments) {
    List<ReferenceCase> cases = new ArrayList<>();
    Path root = null;
    for (String argument : arguments) {
      String[] pair = argument.split("=");
      if (pair.length == 2 && root != null) {
        cases.add(new ReferenceCase(root, pair[0], pair[1]));
      } else {
        root = Path.of(argument);
      }
    }
    if (cases.isEmpty()) {
      throw new IllegalArgumentException("no graph to compare: " + arguments);
    }
    return cases;
  }

  Path file() {
    return root.resolve(graph);
  }

  /** Some of the clips, spread over the file of outputs. */
  List<Row> rows(int clips) throws IOException {
    List<String> lines = Files.readAllLines(root.resolve(outputs));
    return IntStream.range(0, clips)
        .mapToObj(i -> lines.get(1 + i * (lines.size() - 1) / clips).split(","))
        .map(this::row)
        .toList();
  }

  private Row row(String[] cells) {
    float[] probabilities = new float[cells.length - 1];
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] = Float.parseFloat(cells[i + 1]);
    }
    return new Row(root.resolve(cells[0]), probabilities);
  }

  /**
   * The largest difference of a probability.
   *
   * @throws IllegalStateException when one differs by more than 1e-4, or the likeliest class
   */
  float compare(Row row, float[] got) {
    float[] wanted = row.probabilities();
    if (got.length != wanted.length) {
      throw new IllegalStateException(
          "%s: %d outputs, not %d".formatted(graph, got.length, wanted.length));
    }
    float worst = 0;
    for (int i = 0; i < got.length; i++) {
      float difference = Math.abs(got[i] - wanted[i]);
      if (!(difference <= TOLERANCE)) {
        throw new IllegalStateException(
            "%s, %s: class %d is %s, not %s".formatted(graph, row.clip(), i, got[i], wanted[i]));
      }
      worst = Math.max(worst, difference);
    }
    if (!Likeliest.of(got).equals(Likeliest.of(wanted))) {
      throw new IllegalStateException(
          "%s, %s: class %s, not %s"
              .formatted(graph, row.clip(), Likeliest.of(got), Likeliest.of(wanted)));
    }
    return worst;
  }

  /** Prints a line a case, then one for all. */
  static void report(String who, List<ReferenceCase> cases, int clips, Comparison comparison)
      throws IOException {
    float worst = 0;
    for (ReferenceCase one : cases) {
      float difference = comparison.of(one, one.rows(clips));
      System.out.printf("  %-45s |dp| <= %.1e%n", one.graph(), difference);
      worst = Math.max(worst, difference);
    }
    System.out.printf(
        "%s: %d graphs, %d clips each: same classes, |dp| <= %.1e%n",
        who, cases.size(), clips, worst);
  }

  /** How the largest difference of a case is found. */
  interface Comparison {
    float of(ReferenceCase one, List<Row> rows) throws IOException;
  }
}
