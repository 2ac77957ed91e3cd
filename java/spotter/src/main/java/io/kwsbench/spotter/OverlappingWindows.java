package io.kwsbench.spotter;

import io.kwsbench.plan.run.PlanWindows;
import java.nio.FloatBuffer;

/** Keeps what windows share, and computes what a hop adds. */
final class OverlappingWindows implements WindowScorer {
  private final PlanWindows windows;
  private final FloatBuffer probabilities;
  private final long memoryBytes;

  OverlappingWindows(PlanWindows windows, Spotter.Layout layout, int rate, long memoryBytes) {
    this.windows = windows;
    this.memoryBytes = memoryBytes;
    this.probabilities = windows.fetch(0).asFloatBuffer();
    if (layout.rateFeed() >= 0) {
      windows.feed(layout.rateFeed()).putInt(0, rate);
    }
  }

  @Override
  public void score(float[] samples, int offset, float[] scores) {
    windows.run(samples, offset);
    probabilities.get(0, scores);
  }

  @Override
  public void reset() {
    windows.reset();
  }

  @Override
  public long memoryBytes() {
    return memoryBytes;
  }

  @Override
  public void close() {
    windows.close();
  }
}
