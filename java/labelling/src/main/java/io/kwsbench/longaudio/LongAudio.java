package io.kwsbench.longaudio;

import io.kwsbench.audio.StreamingResampler;
import java.util.List;

/**
 * A long recording with its words.
 *
 * @param sound one channel, full scale ±1
 * @param truth what is said in it
 */
public record LongAudio(Sound sound, Truth truth) {
  /** Sound that comes in pieces, so that its length costs no memory. */
  @FunctionalInterface
  public interface Sound {
    /**
     * Passes on all samples, from the first on; each time the same.
     *
     * @throws io.kwsbench.KwsException when they cannot be read
     */
    void feed(StreamingResampler.Sink sink);
  }

  /**
   * A wanted word in the recording.
   *
   * @param label the word
   * @param start of the second it lies in, in samples
   * @param end of the word, in samples
   */
  public record Event(String label, int start, int end) {}

  /**
   * The words in a recording.
   *
   * @param name what reports call the recording
   * @param length in samples
   * @param sampleRate in hertz
   * @param events the wanted words, in order of time
   */
  public record Truth(String name, int length, int sampleRate, List<Event> events) {
    public Truth {
      events = List.copyOf(events);
    }

    /** The same recording with only those words that are among {@code words}. */
    Truth only(List<String> words) {
      List<Event> kept = events.stream().filter(one -> words.contains(one.label())).toList();
      return new Truth(name, length, sampleRate, kept);
    }

    /** The length of the recording in hours. */
    public double hours() {
      return length / (double) sampleRate / 3600;
    }
  }

  /** A recording in memory of so many samples a second, and the wanted words in order of time. */
  public LongAudio(String name, float[] samples, int sampleRate, List<Event> events) {
    this(
        sink -> sink.accept(samples, 0, samples.length),
        new Truth(name, samples.length, sampleRate, events));
  }
}
