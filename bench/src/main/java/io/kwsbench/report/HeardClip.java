package io.kwsbench.report;

import java.util.List;

/**
 * The likeliest classes of a clip.
 *
 * @param clip its name
 * @param top the likeliest first
 */
public record HeardClip(String clip, List<Score> top) {
  public HeardClip {
    top = List.copyOf(top);
  }

  /**
   * One class.
   *
   * @param label its label, or {@code p3} without labels
   * @param probability as the graph gave it
   */
  public record Score(String label, double probability) {}
}
