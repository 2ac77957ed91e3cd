package io.kwsbench.evaluate;

import java.util.List;

/**
 * A long recording with its words.
 *
 * @param name what reports call it
 * @param samples one channel, full scale ±1
 * @param sampleRate in hertz
 * @param events the wanted words, in order of time
 */
public record LongAudio(String name, float[] samples, int sampleRate, List<Event> events) {
  /**
   * A wanted word in the recording.
   *
   * @param label the word
   * @param start of the second it lies in, in samples
   */
  public record Event(String label, int start) {}

  public LongAudio {
    events = List.copyOf(events);
  }

  public double hours() {
    return samples.length / (double) sampleRate / 3600;
  }
}
