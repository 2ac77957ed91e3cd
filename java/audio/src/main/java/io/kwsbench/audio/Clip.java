package io.kwsbench.audio;

import io.kwsbench.KwsException;
import java.util.Arrays;

/**
 * A piece of sound: interleaved float samples, full scale ±1, with their rate and channel count.
 *
 * <pre>{@code
 * Clip clip = WavReader.read(Path.of("yes.wav")).fit(16_000, 1);
 * }</pre>
 *
 * <p>A 16-bit sample {@code s} is held as {@link SampleScale#DECODE_WAV} has it, which is exact, so
 * {@link #toPcm16()} gives back what a 16-bit file held. Immutable and thread-safe; arrays are
 * copied in and out.
 */
public final class Clip {
  private final int sampleRate;
  private final int channels;
  private final float[] samples;

  /** Takes over {@code samples}: for this package, which does not keep the array. */
  Clip(int sampleRate, int channels, float[] samples) {
    if (sampleRate <= 0 || channels <= 0 || samples.length % channels != 0) {
      throw new IllegalArgumentException(
          sampleRate + " Hz, " + channels + " channels, " + samples.length + " samples");
    }
    this.sampleRate = sampleRate;
    this.channels = channels;
    this.samples = samples;
  }

  /**
   * A clip of float samples.
   *
   * @param sampleRate in hertz
   * @param samples interleaved: frame 0 of every channel, then frame 1, …
   * @throws IllegalArgumentException when rate or channels are not positive, or the samples do not
   *     fill whole frames
   */
  public static Clip ofFloats(int sampleRate, int channels, float... samples) {
    return new Clip(sampleRate, channels, samples.clone());
  }

  /**
   * A clip of 16-bit samples, each divided by 32768.
   *
   * @throws IllegalArgumentException as {@link #ofFloats}
   */
  public static Clip ofPcm16(int sampleRate, int channels, short... samples) {
    float[] floats = new float[samples.length];
    SampleScale.DECODE_WAV.decode(samples, floats);
    return new Clip(sampleRate, channels, floats);
  }

  /** Frames a second, in hertz. */
  public int sampleRate() {
    return sampleRate;
  }

  public int channels() {
    return channels;
  }

  /** Samples of one channel. */
  public int frames() {
    return samples.length / channels;
  }

  /** Length in seconds. */
  public double seconds() {
    return frames() / (double) sampleRate;
  }

  /** A copy of the samples, interleaved. */
  public float[] samples() {
    return samples.clone();
  }

  /** One sample. */
  public float sample(int frame, int channel) {
    return samples[frame * channels + channel];
  }

  /**
   * Copies all samples, interleaved, into {@code target}: {@link #samples()} without the garbage.
   *
   * @throws IndexOutOfBoundsException when they do not fit
   */
  public void copyTo(float[] target, int offset) {
    System.arraycopy(samples, 0, target, offset, samples.length);
  }

  /** The samples times 32768, rounded half up and clipped to 16 bits, interleaved. */
  public short[] toPcm16() {
    short[] pcm = new short[samples.length];
    float fullScale = SampleScale.DECODE_WAV.fullScale();
    for (int i = 0; i < pcm.length; i++) {
      int rounded = Math.round(samples[i] * fullScale);
      pcm[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, rounded));
    }
    return pcm;
  }

  /**
   * A copy with another shape, as TensorFlow's DecodeWav makes it. Missing frames are zeros, and
   * surplus ones are cut at the end. Missing channels repeat the last one, and surplus ones are
   * dropped.
   *
   * <p>Source: {@code desired_samples} and {@code desired_channels} of TensorFlow's {@code
   * core/kernels/decode_wav_op.cc}.
   *
   * @param frames wanted frames, or -1 for this clip's
   * @param wantedChannels wanted channels, or -1 for this clip's
   * @throws KwsException when the wanted shape is negative otherwise, or too large for an array
   */
  public Clip fit(int frames, int wantedChannels) {
    int toFrames = frames == -1 ? frames() : frames;
    int toChannels = wantedChannels == -1 ? channels : wantedChannels;
    if (toFrames < 0 || toChannels < 1 || (long) toFrames * toChannels > Integer.MAX_VALUE - 8) {
      throw new KwsException(
          "a clip cannot have " + toFrames + " samples in " + toChannels + " channels");
    }
    if (toFrames == frames() && toChannels == channels) {
      return this;
    }
    float[] fitted = new float[toFrames * toChannels];
    int common = Math.min(toFrames, frames());
    if (toChannels == channels) {
      System.arraycopy(samples, 0, fitted, 0, common * channels);
    } else {
      for (int frame = 0; frame < common; frame++) {
        for (int channel = 0; channel < toChannels; channel++) {
          fitted[frame * toChannels + channel] = sample(frame, Math.min(channel, channels - 1));
        }
      }
    }
    return new Clip(sampleRate, toChannels, fitted);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Clip clip
        && sampleRate == clip.sampleRate
        && channels == clip.channels
        && Arrays.equals(samples, clip.samples);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * sampleRate + channels) + Arrays.hashCode(samples);
  }

  @Override
  public String toString() {
    return frames() + " frames × " + channels + " at " + sampleRate + " Hz";
  }
}
