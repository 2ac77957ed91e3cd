package io.kwsbench.label;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The clips whose labels are least sure.
 *
 * @param clips how many have a label
 * @param below how many of them have a probability below {@link #SURE}
 * @param least the least sure of all, the least one first
 */
public record Doubts(int clips, int below, List<Doubt> least) {
  /** The probability from which on a label is more likely than all others together. */
  public static final float SURE = 0.5f;

  private static final int KEPT = 3;

  public Doubts {
    least = List.copyOf(least);
  }

  /**
   * One clip.
   *
   * @param clip its name
   * @param label its likeliest class
   * @param probability of that class
   */
  public record Doubt(String clip, String label, float probability) {}

  /** Counts clips as they come. For one thread. */
  static final class Count {
    private final Comparator<Doubt> order = Comparator.comparing(Doubt::probability);
    private final PriorityQueue<Doubt> least = new PriorityQueue<>(KEPT + 1, order.reversed());
    private int clips;
    private int below;

    void add(String clip, LabelSet labels, float[] probabilities) {
      int best = LabelSet.best(probabilities);
      clips++;
      if (probabilities[best] < SURE) {
        below++;
      }
      if (least.size() < KEPT || probabilities[best] < least.peek().probability()) {
        least.add(new Doubt(clip, labels.submitted(best), probabilities[best]));
        if (least.size() > KEPT) {
          least.remove();
        }
      }
    }

    Doubts doubts() {
      List<Doubt> sorted = new ArrayList<>(least);
      sorted.sort(order);
      return new Doubts(clips, below, sorted);
    }
  }
}
