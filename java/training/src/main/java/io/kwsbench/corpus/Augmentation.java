package io.kwsbench.corpus;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.kwsbench.OutOfRangeException;

/**
 * Random changes to training clips; frequencies are probabilities from 0 to 1.
 *
 * <p>A run's record keeps it with the keys of its parts side by side.
 *
 * @param noise what is mixed in
 * @param gain what clips are multiplied by
 * @param shift how clips are rolled in time
 * @param pseudoFrequency how many samples are drawn from the set of pseudo labels
 * @param reversedFrequency how many clips are played backwards and are then unknown words: the same
 *     speakers and microphones say something that is no wanted word, which a corpus whose every
 *     word is wanted has no other example of
 * @param voice how clips are made to sound like other speakers
 * @param masking gaps in clips
 * @param noiseRatio how loud noise is beside the clip, if that is prescribed
 */
public record Augmentation(
    @JsonUnwrapped Noise noise,
    @JsonUnwrapped Gain gain,
    @JsonUnwrapped Shift shift,
    double pseudoFrequency,
    double reversedFrequency,
    VoiceChange voice,
    @JsonUnwrapped Masking masking,
    @JsonUnwrapped NoiseRatio noiseRatio) {
  public Augmentation {
    requireFrequency(pseudoFrequency);
    requireFrequency(reversedFrequency);
  }

  /**
   * Background noise.
   *
   * @param frequency how many clips get some
   * @param volume it is scaled by up to this much
   * @param silenceVolume the same for silence that got no noise by the frequency: nine of ten such
   *     samples do get some, as zeros teach nothing
   */
  public record Noise(
      @JsonProperty("backgroundFrequency") double frequency,
      @JsonProperty("backgroundVolume") double volume,
      double silenceVolume) {
    public Noise {
      requireFrequency(frequency);
    }
  }

  /**
   * A factor of all samples.
   *
   * @param frequency how many clips get louder or softer
   * @param volume by up to this much: a factor of 1 ± it
   * @param flipFrequency how many clips change sign
   */
  public record Gain(
      @JsonProperty("foregroundFrequency") double frequency,
      @JsonProperty("foregroundVolume") double volume,
      double flipFrequency) {
    public Gain {
      requireFrequency(frequency);
      requireFrequency(flipFrequency);
    }
  }

  /**
   * A roll in time.
   *
   * @param frequency how many clips are rolled
   * @param least in samples; negative moves to the front
   * @param most in samples
   */
  public record Shift(
      @JsonProperty("shiftFrequency") double frequency,
      @JsonProperty("minShift") int least,
      @JsonProperty("maxShift") int most) {
    public Shift {
      requireFrequency(frequency);
      if (least > most) {
        throw new OutOfRangeException("shift from " + least + " to " + most);
      }
    }
  }

  private static void requireFrequency(double frequency) {
    if (!(frequency >= 0 && frequency <= 1)) {
      throw new OutOfRangeException("frequency " + frequency);
    }
  }

  /** The augmentation of the 2017 entry. */
  public static Augmentation original() {
    return new Augmentation(
        new Noise(0.3, 0.15, 0.3),
        new Gain(0.3, 0.15, 0),
        new Shift(0.3, -500, 0),
        0.6,
        0,
        VoiceChange.NONE,
        Masking.NONE,
        NoiseRatio.NONE);
  }
}
