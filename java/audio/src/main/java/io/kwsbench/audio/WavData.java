package io.kwsbench.audio;

import io.kwsbench.KwsException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.Objects;

/**
 * The samples of a WAV file as they lie in it, found but not decoded.
 *
 * <p>Reads the file's buffer: use it before that changes.
 */
public final class WavData {
  private final ByteBuffer data;
  private final WavFormat format;
  private final String source;

  /**
   * @param data little-endian, of whole frames
   */
  WavData(ByteBuffer data, WavFormat format, String source) {
    this.data = data;
    this.format = format;
    this.source = source;
  }

  /** The name of the file in messages. */
  public String source() {
    return source;
  }

  /** Frames a second, in hertz. */
  public int sampleRate() {
    return format.sampleRate();
  }

  public int channels() {
    return format.channels();
  }

  /** Samples of one channel. */
  public int frames() {
    return data.limit() / format.bytesPerFrame();
  }

  /** Returns whether {@link #pcm16} has the samples: most files', on most machines. */
  public boolean isPcm16() {
    return format.encoding() == WavFormat.Encoding.SIGNED_16
        && ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
  }

  /**
   * The samples where they lie, interleaved, in the machine's byte order.
   *
   * @throws IllegalStateException when they are not of 16 bits
   */
  public ShortBuffer pcm16() {
    if (!isPcm16()) {
      throw new IllegalStateException(source + ": " + format);
    }
    return data.asShortBuffer();
  }

  /**
   * Decodes them.
   *
   * @throws KwsException when one is no number
   */
  public Clip clip() {
    return clip(frames());
  }

  /** Decodes the first of them; throws as {@link #clip()}. */
  Clip clip(int first) {
    try {
      float[] samples = new float[first * channels()];
      decode(0, first, samples);
      return new Clip(sampleRate(), channels(), samples);
    } catch (OutOfMemoryError e) {
      throw WavReader.tooLarge(source, e);
    }
  }

  /**
   * Decodes some of them, interleaved, from the start of an array on.
   *
   * @param first the first frame
   * @param count frames
   * @throws KwsException when one is no number
   */
  public void decode(int first, int count, float[] samples) {
    Objects.checkFromIndexSize(first, count, frames());
    int from = first * channels();
    int length = count * channels();
    if (format.encoding() == WavFormat.Encoding.SIGNED_16) {
      decodePcm16(from, length, samples);
    } else {
      decodeOthers(from, length, samples);
    }
  }

  private void decodeOthers(int from, int length, float[] samples) {
    WavFormat.Encoding encoding = format.encoding();
    for (int i = 0; i < length; i++) {
      samples[i] = encoding.get(data, (from + i) * encoding.bytes());
      if (!Float.isFinite(samples[i])) {
        throw new KwsException(
            source + ": bad WAV file: sample " + (from + i) / channels() + " is " + samples[i]);
      }
    }
  }

  /** The common format: one copy and a loop over arrays. */
  private void decodePcm16(int from, int length, float[] samples) {
    short[] pcm = new short[length];
    data.asShortBuffer().get(from, pcm);
    SampleScale.DECODE_WAV.decode(pcm, samples);
  }

  @Override
  public String toString() {
    return format.encoding().said() + " at " + sampleRate() + " Hz";
  }
}
