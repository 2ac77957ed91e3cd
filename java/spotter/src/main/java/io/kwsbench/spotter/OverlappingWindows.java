package io.kwsbench.spotter;

import io.kwsbench.plan.run.PlanWindows;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Optional;

/** Keeps what windows share, and computes what a hop adds. */
final class OverlappingWindows implements WindowScorer {
  private final PlanWindows windows;
  private final Optional<ByteBuffer> rateFeed;
  private final int rate;
  private final FloatBuffer probabilities;
  private final long memoryBytes;

  OverlappingWindows(PlanWindows windows, ClipFeeds feeds, int rate, long memoryBytes) {
    this.windows = windows;
    this.rate = rate;
    this.rateFeed =
        feeds.rateFeed() < 0 ? Optional.empty() : Optional.of(windows.feed(feeds.rateFeed()));
    this.memoryBytes = memoryBytes;
    this.probabilities = windows.fetch(0).asFloatBuffer();
  }

  @Override
  public void score(float[] samples, int offset, float[] scores) {
    // once for each window: a plan may overlay its feeds
    if (rateFeed.isPresent()) {
      rateFeed.get().putInt(0, rate);
    }
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
