package io.kwsbench.spotter;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.kwsbench.audio.StreamingResampler;
import io.kwsbench.detect.Detector;
import io.kwsbench.detect.KeywordLabels;
import io.kwsbench.detect.StreakRule;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A day of sound at 48,000 Hz, more than 2³¹ samples, through a scorer that costs nothing. */
class DayOfSoundTest {
  private static final int RATE = 48_000;
  private static final int HOP = 9_600;
  private static final int WINDOW = 4_800;
  private static final int HOURS = 24;

  /** What a detection takes, and classes that are loaded; 16 bytes a window would be 6,912,000. */
  private static final long BYTES_A_DETECTION = 200;

  private static final long BYTES_AT_FIRST = 3_000_000;

  /** A word every hundredth window, for three. */
  private static final class Counting implements WindowScorer {
    private long windows;

    @Override
    public void score(float[] samples, int offset, float[] scores) {
      scores[1] = windows++ % 100 < 3 ? 1 : 0;
    }

    @Override
    public void reset() {}

    @Override
    public long memoryBytes() {
      return 0;
    }

    @Override
    public void close() {}
  }

  @Test
  void wordsKeepTheirTimesAndMemoryDoesNotGrow() {
    Counting scorer = new Counting();
    Detector detector =
        new Detector(StreakRule.DEFAULT, new KeywordLabels(List.of("silence", "yes")), RATE);
    List<Long> lasts = new ArrayList<>(10_000);
    long allocated;
    try (SpotterStream stream =
        new SpotterStream(
            "test",
            scorer,
            detector,
            new StreamingResampler(RATE, 1, RATE),
            new StreamShape(RATE, WINDOW, HOP, false))) {
      stream.onDetection(heard -> lasts.add(heard.lastSample()));
      float[] second = new float[RATE];
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 3600 * HOURS; i++) {
        stream.accept(second, 0, RATE);
      }
      allocated = threads.getCurrentThreadAllocatedBytes() - before;
    }

    long windows = 3600L * HOURS * RATE / HOP;
    assertThat(scorer.windows).isEqualTo(windows);
    assertThat(lasts).hasSize((int) (windows / 100));
    for (int i = 0; i < lasts.size(); i++) {
      assertThat(lasts.get(i)).isEqualTo((100L * i + 2) * HOP + WINDOW - 1);
    }
    assertThat(lasts.get(lasts.size() - 1)).isGreaterThan(1L << 31);
    assertThat(allocated).isLessThan(BYTES_AT_FIRST + BYTES_A_DETECTION * lasts.size());
  }
}
