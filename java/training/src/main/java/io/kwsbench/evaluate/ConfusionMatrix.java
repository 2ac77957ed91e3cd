package io.kwsbench.evaluate;

import io.kwsbench.Printable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The number of clips of each class per predicted class.
 *
 * @param labels the classes
 * @param counts {@code [actual][predicted]}
 */
public record ConfusionMatrix(List<String> labels, int[][] counts) {
  public ConfusionMatrix {
    labels = List.copyOf(labels);
    if (counts.length != labels.size()) {
      throw new IllegalArgumentException(counts.length + " rows for " + labels);
    }
  }

  /** An empty one. */
  public static ConfusionMatrix of(List<String> labels) {
    return new ConfusionMatrix(labels, new int[labels.size()][labels.size()]);
  }

  /** Counts one clip. For one thread. */
  public void add(int actual, int predicted) {
    counts[actual][predicted]++;
  }

  public int total() {
    int total = 0;
    for (int[] row : counts) {
      for (int count : row) {
        total += count;
      }
    }
    return total;
  }

  /** The share that was right; 0 of nothing. */
  public double accuracy() {
    int right = 0;
    for (int i = 0; i < counts.length; i++) {
      right += counts[i][i];
    }
    return share(right, total());
  }

  /** The recall of a class. */
  public double recall(int label) {
    return share(counts[label][label], clips(label));
  }

  /** The precision of a class. */
  public double precision(int label) {
    return share(counts[label][label], takenFor(label));
  }

  /** The mean of all classes' recalls; a class without clips counts as 0, as in the original. */
  public double meanRecall() {
    double sum = 0;
    for (int i = 0; i < counts.length; i++) {
      sum += recall(i);
    }
    return sum / counts.length;
  }

  /** The mean of the recalls of the classes that have clips; 0 of nothing. */
  public double meanRecallOfPresent() {
    return IntStream.range(0, counts.length)
        .filter(label -> clips(label) > 0)
        .mapToDouble(this::recall)
        .average()
        .orElse(0);
  }

  /** The number of clips of a class. */
  public int clips(int label) {
    return Arrays.stream(counts[label]).sum();
  }

  /** The number of clips predicted as a class. */
  public int takenFor(int label) {
    return Arrays.stream(counts).mapToInt(row -> row[label]).sum();
  }

  /** The same with every class that is not in {@code wanted} merged into {@code other}. */
  public ConfusionMatrix merged(List<String> wanted, String other) {
    List<String> kept = new ArrayList<>(labels);
    kept.removeIf(label -> !wanted.contains(label) && !label.equals(other));
    ConfusionMatrix merged = of(kept);
    for (int actual = 0; actual < counts.length; actual++) {
      for (int predicted = 0; predicted < counts.length; predicted++) {
        merged.counts[place(kept, actual, other)][place(kept, predicted, other)] +=
            counts[actual][predicted];
      }
    }
    return merged;
  }

  private int place(List<String> kept, int label, String other) {
    int at = kept.indexOf(labels.get(label));
    return at >= 0 ? at : kept.indexOf(other);
  }

  private static double share(int part, int all) {
    return all == 0 ? 0 : part / (double) all;
  }

  /** A table with the actual classes as rows. */
  public String toText() {
    List<String> shown = labels.stream().map(Printable::of).toList();
    int width = shown.stream().mapToInt(String::length).max().orElse(0) + 1;
    StringBuilder text = new StringBuilder(" ".repeat(width));
    shown.forEach(label -> text.append(String.format(Locale.ROOT, "%" + width + "s", label)));
    for (int i = 0; i < counts.length; i++) {
      text.append('\n').append(String.format(Locale.ROOT, "%-" + width + "s", shown.get(i)));
      for (int count : counts[i]) {
        text.append(String.format(Locale.ROOT, "%" + width + "d", count));
      }
    }
    return text.append('\n').toString();
  }
}
