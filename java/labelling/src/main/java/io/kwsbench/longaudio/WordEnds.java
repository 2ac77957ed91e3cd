package io.kwsbench.longaudio;

import io.kwsbench.audio.StreamingResampler;

/** The ends of words by their energy, found while a recording goes by. */
final class WordEnds implements StreamingResampler.Sink {
  private final int[] starts;
  private final int length;
  private final int sampleRate;
  private final float[][] seconds;
  private final int[] ends;
  private int first;
  private long at;

  private WordEnds(int[] starts, int length, int sampleRate) {
    this.starts = starts;
    this.length = length;
    this.sampleRate = sampleRate;
    this.seconds = new float[starts.length][];
    this.ends = new int[starts.length];
  }

  /**
   * Finds the ends of words, each within a second.
   *
   * @param starts of the words' seconds, in order
   * @param length of the recording in samples, beyond all starts
   */
  static int[] of(LongAudio.Sound sound, int[] starts, int length, int sampleRate) {
    WordEnds finder = new WordEnds(starts, length, sampleRate);
    if (starts.length > 0) {
      sound.feed(finder);
    }
    return finder.ends;
  }

  @Override
  public void accept(float[] samples, int offset, int count) {
    for (int i = first; i < starts.length && starts[i] < at + count; i++) {
      hear(i, samples, offset, count);
    }
    at += count;
  }

  private void hear(int word, float[] samples, int offset, int count) {
    int start = starts[word];
    int size = Math.min(sampleRate, length - start);
    if (seconds[word] == null) {
      seconds[word] = new float[size];
    }
    int from = (int) Math.max(start, at);
    int to = (int) Math.min((long) start + size, at + count);
    int source = offset + (int) (from - at);
    System.arraycopy(samples, source, seconds[word], from - start, to - from);
    if (to == start + size) {
      ends[word] = start + WordEnd.of(seconds[word], 0, size, sampleRate);
      // its second, and that of no later word, is over
      seconds[word] = null;
      first = word + 1;
    }
  }
}
