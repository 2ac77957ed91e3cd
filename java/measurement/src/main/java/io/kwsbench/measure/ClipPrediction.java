package io.kwsbench.measure;

import io.kwsbench.tensor.Likeliest;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The likeliest classes of a clip.
 *
 * @param clip its name
 * @param top the likeliest first; none when a probability is NaN, which names no class
 */
public record ClipPrediction(String clip, List<Score> top) {
  private static final int TOP = 3;

  public ClipPrediction {
    top = List.copyOf(top);
  }

  /**
   * The likeliest three.
   *
   * @param classes names, as many as there are probabilities
   */
  public static ClipPrediction of(String clip, List<String> classes, float[] probabilities) {
    if (Likeliest.of(probabilities).isEmpty()) {
      return new ClipPrediction(clip, List.of());
    }
    return new ClipPrediction(
        clip,
        IntStream.range(0, probabilities.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -probabilities[i]))
            .limit(TOP)
            .map(i -> new Score(classes.get(i), probabilities[i]))
            .toList());
  }

  /**
   * One class.
   *
   * @param label its label, or {@code p3} without labels
   * @param probability as the graph gave it
   */
  public record Score(String label, double probability) {}
}
