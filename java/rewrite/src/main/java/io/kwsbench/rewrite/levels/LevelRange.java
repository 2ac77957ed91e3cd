package io.kwsbench.rewrite.levels;

/** Levels from {@code low} to {@code high}, less their zero point. */
public record LevelRange(int low, int high) {
  /** The levels that lie within bounds, too. */
  public LevelRange within(long least, long greatest) {
    return new LevelRange((int) Math.max(low, least), (int) Math.min(high, greatest));
  }

  /** The nearest level. */
  public long clamped(long level) {
    return Math.min(high, Math.max(low, level));
  }
}
