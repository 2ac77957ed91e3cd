package io.kwsbench.label;

import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.RandomAccess;

/**
 * Names of very many files in order, in little memory: their UTF-8 in one array, about 20 bytes a
 * name where a string has 70. Immutable.
 *
 * <p>The order is that of their bytes, which is that of their code points, as in Python and Spark.
 */
final class ClipNames extends AbstractList<String> implements RandomAccess {
  private final byte[] text;
  private final int[] ends;
  private final int[] order;

  /**
   * @param text the names, one after another
   * @param ends where each ends
   */
  private ClipNames(byte[] text, int[] ends, int count) {
    this.text = text;
    this.ends = ends;
    this.order = sorted(count);
  }

  /** Collects names in any order. */
  static final class Builder {
    private byte[] text = new byte[1 << 12];
    private int[] ends = new int[1 << 8];
    private int count;

    void add(String name) {
      byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
      int start = count == 0 ? 0 : ends[count - 1];
      int end = Math.addExact(start, bytes.length);
      if (end > text.length) {
        text = Arrays.copyOf(text, Math.max(end, grown(text.length)));
      }
      if (count == ends.length) {
        ends = Arrays.copyOf(ends, grown(count));
      }
      System.arraycopy(bytes, 0, text, start, bytes.length);
      ends[count++] = end;
    }

    /** A list that was twice as long would leave much garbage behind. */
    private static int grown(int length) {
      return (int) Math.min(Integer.MAX_VALUE - 8, length + (long) length / 4);
    }

    /** The names in order; nothing can be added afterwards. */
    ClipNames build() {
      return new ClipNames(text, ends, count);
    }
  }

  /** Merges ever longer runs of name numbers: a sort of objects would box each of them. */
  private int[] sorted(int count) {
    int[] from = new int[count];
    Arrays.setAll(from, i -> i);
    int[] to = new int[count];
    for (long run = 1; run < count; run *= 2) {
      for (long low = 0; low < count; low += 2 * run) {
        int middle = (int) Math.min(low + run, count);
        merge(from, (int) low, middle, (int) Math.min(low + 2 * run, count), to);
      }
      int[] swap = from;
      from = to;
      to = swap;
    }
    return from;
  }

  private void merge(int[] from, int low, int middle, int high, int[] to) {
    int left = low;
    int right = middle;
    for (int i = low; i < high; i++) {
      boolean takeLeft = right == high || left < middle && compare(from[left], from[right]) <= 0;
      to[i] = from[takeLeft ? left++ : right++];
    }
  }

  private int compare(int a, int b) {
    return Arrays.compareUnsigned(text, start(a), ends[a], text, start(b), ends[b]);
  }

  private int start(int number) {
    return number == 0 ? 0 : ends[number - 1];
  }

  @Override
  public String get(int index) {
    int number = order[index];
    int start = start(number);
    return new String(text, start, ends[number] - start, StandardCharsets.UTF_8);
  }

  @Override
  public int size() {
    return order.length;
  }
}
