package io.kwsbench.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SampleHistoryTest {
  /** Every sample is its own position. */
  @Property(tries = 200)
  void everyWindowStartsAHopAfterTheOneBefore(
      @ForAll @IntRange(min = 1, max = 300) int window,
      @ForAll @IntRange(min = 1, max = 700) int hop,
      @ForAll @IntRange(min = 1, max = 5000) int piece) {
    SampleHistory history = new SampleHistory(window, hop);
    List<Long> starts = new ArrayList<>();
    int total = 20_000;
    for (int at = 0; at < total; ) {
      float[] block = new float[Math.min(piece, total - at)];
      for (int i = 0; i < block.length; i++) {
        block[i] = at + i;
      }
      for (int taken = 0; taken < block.length; ) {
        taken += history.put(block, taken, block.length - taken);
        if (history.isComplete()) {
          assertThat(history.samples()[history.offset()]).isEqualTo(history.first());
          assertThat(history.samples()[history.offset() + window - 1])
              .isEqualTo(history.first() + window - 1);
          starts.add(history.first());
          history.advance();
        }
      }
      at += block.length;
    }
    assertThat(starts).hasSize((total - window) / hop + 1);
    for (int i = 0; i < starts.size(); i++) {
      assertThat(starts.get(i)).isEqualTo((long) i * hop);
    }
  }

  @Test
  void positionsGoPastTwoToThe31() {
    int hop = 1_500_000_000;
    SampleHistory history = new SampleHistory(2, hop);
    List<Long> starts = new ArrayList<>();
    while (starts.size() < 4) {
      // what is skipped is not read, so a block may say that it is longer than it is
      long left = history.first() - position;
      int count = left > 0 ? (int) Math.min(left, Integer.MAX_VALUE) : 2;
      position += history.put(new float[] {1, 2}, 0, count);
      if (history.isComplete()) {
        starts.add(history.first());
        history.advance();
      }
    }
    assertThat(starts).containsExactly(0L, 1_500_000_000L, 3_000_000_000L, 4_500_000_000L);
  }

  private long position;
}
