package io.kwsbench.formats.tflite;

/** Levels from {@code low} to {@code high}, less their zero point. */
record LevelRange(int low, int high) {
  LevelRange within(long least, long greatest) {
    return new LevelRange((int) Math.max(low, least), (int) Math.min(high, greatest));
  }

  long clamped(long level) {
    return Math.min(high, Math.max(low, level));
  }
}
