package io.kwsbench.compile.emit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Places buffers in one arena so that buffers alive at the same time do not overlap. The largest
 * comes first, and each takes the lowest gap that fits (greedy by size, as Pisarchyk and Lee 2020).
 */
final class MemoryPlanner {
  private MemoryPlanner() {}

  /**
   * A buffer's need.
   *
   * @param bytes its size
   * @param first the step that writes it first
   * @param last the step that reads it last
   */
  record Lifetime(long bytes, int first, int last) {
    boolean meets(Lifetime other) {
      return first <= other.last && other.first <= last;
    }
  }

  /** The offset of every buffer, a multiple of the alignment. */
  static long[] offsets(List<Lifetime> buffers, int alignment) {
    List<Integer> bySize = new ArrayList<>();
    for (int i = 0; i < buffers.size(); i++) {
      bySize.add(i);
    }
    bySize.sort(Comparator.comparingLong((Integer i) -> -buffers.get(i).bytes()));
    long[] offsets = new long[buffers.size()];
    List<Integer> placed = new ArrayList<>();
    for (int i : bySize) {
      offsets[i] = lowest(buffers, offsets, placed, i, alignment);
      placed.add(i);
    }
    return offsets;
  }

  private static long lowest(
      List<Lifetime> buffers, long[] offsets, List<Integer> placed, int which, int alignment) {
    Lifetime buffer = buffers.get(which);
    List<Integer> rivals =
        placed.stream()
            .filter(p -> buffers.get(p).meets(buffer) && buffers.get(p).bytes() > 0)
            .sorted(Comparator.comparingLong(p -> offsets[p]))
            .toList();
    long at = 0;
    for (int rival : rivals) {
      if (at + buffer.bytes() <= offsets[rival]) {
        break;
      }
      long end = offsets[rival] + buffers.get(rival).bytes();
      at = Math.max(at, (end + alignment - 1) / alignment * alignment);
    }
    return at;
  }

  /** Bytes that hold all buffers. */
  static long size(List<Lifetime> buffers, long[] offsets) {
    long size = 0;
    for (int i = 0; i < offsets.length; i++) {
      size = Math.max(size, offsets[i] + buffers.get(i).bytes());
    }
    return size;
  }
}
