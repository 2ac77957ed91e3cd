package io.kwsbench.audio;

import io.kwsbench.KwsException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * Brings sound that comes piece by piece to one channel and another rate.
 *
 * <p>It makes the samples that {@link FittedClip} makes of the whole recording, bit for bit,
 * however the recording is cut: of several channels it keeps the first. What it makes lags behind
 * what it got by half the filter, {@link #lag()}, until {@link #finish}. A piece may end within a
 * frame, and a frame counts once its first channel is there. Allocates nothing after it is made.
 * Not thread-safe.
 */
public final class StreamingResampler {
  private static final int BLOCK = 512;

  private final int channels;
  private final Resampler filter;
  private final float[] history;
  private final float[] made = new float[BLOCK];
  private int channel;
  private int filled;
  private int center;
  private int phase;
  private long frames;
  private long done;
  private int pending;

  /** Takes what was made. */
  @FunctionalInterface
  public interface Sink {
    /**
     * @param samples of which {@code count} from {@code offset} on are sound; used again after the
     *     call returns
     */
    void accept(float[] samples, int offset, int count);
  }

  /**
   * A resampler without input so far.
   *
   * @param from the rate of what it gets, in hertz
   * @param channels how many it gets, interleaved
   * @param to the rate of what it makes
   * @throws KwsException as {@link Resampler#Resampler}
   * @throws IllegalArgumentException when there is no channel
   */
  public StreamingResampler(int from, int channels, int to) {
    if (channels < 1) {
      throw new IllegalArgumentException(channels + " channels");
    }
    this.channels = channels;
    this.filter = from == to && from > 0 ? null : Resampler.between(from, to);
    this.history = new float[filter == null ? 0 : 2 * filter.half() + 1 + BLOCK];
  }

  /**
   * Takes samples, full scale ±1.
   *
   * @param length of all channels, any number
   */
  public void accept(float[] samples, int offset, int length, Sink sink) {
    Objects.checkFromIndexSize(offset, length, samples.length);
    if (filter == null && channels == 1) {
      frames += length;
      done += length;
      sink.accept(samples, offset, length);
      return;
    }
    for (int i = skip(); i < length; i += channels) {
      take(samples[offset + i], sink);
    }
    end(length, sink);
  }

  /** Takes 16-bit samples, each worth its 32768th. */
  public void accept(short[] samples, int offset, int length, Sink sink) {
    Objects.checkFromIndexSize(offset, length, samples.length);
    for (int i = skip(); i < length; i += channels) {
      take(SampleScale.DECODE_WAV.of(samples[offset + i]), sink);
    }
    end(length, sink);
  }

  /**
   * Takes the remaining bytes, which are 16-bit little-endian samples, each worth its 32768th.
   * Afterwards none remains.
   *
   * @throws IllegalArgumentException when half a sample is among them
   */
  public void accept(ByteBuffer pcm16, Sink sink) {
    if (pcm16.remaining() % 2 != 0) {
      throw new IllegalArgumentException(pcm16.remaining() + " bytes hold half a sample");
    }
    boolean swap = pcm16.order() != ByteOrder.LITTLE_ENDIAN;
    int start = pcm16.position();
    int length = pcm16.remaining() / 2;
    for (int i = skip(); i < length; i += channels) {
      short sample = pcm16.getShort(start + 2 * i);
      take(SampleScale.DECODE_WAV.of(swap ? Short.reverseBytes(sample) : sample), sink);
    }
    pcm16.position(pcm16.limit());
    end(length, sink);
  }

  /** The number of samples to skip to the first whole frame of a piece. */
  private int skip() {
    return channel == 0 ? 0 : channels - channel;
  }

  private void end(int length, Sink sink) {
    channel = (int) ((channel + (long) length) % channels);
    flush(sink);
  }

  private void take(float sample, Sink sink) {
    frames++;
    if (filter == null) {
      make(sample, sink);
      return;
    }
    if (filled == history.length) {
      makeRoom();
    }
    history[filled++] = sample;
    while (center + filter.half() < filled) {
      next(sink);
    }
  }

  /** Drops what no coming sample needs; the block is as long as what is kept, or longer. */
  private void makeRoom() {
    int first = Math.min(filled, Math.max(0, center - filter.half()));
    System.arraycopy(history, first, history, 0, filled - first);
    filled -= first;
    center -= first;
  }

  private void next(Sink sink) {
    make(filter.sample(history, filled, center, phase), sink);
    int beyond = phase + filter.down();
    center += beyond / filter.up();
    phase = beyond % filter.up();
  }

  private void make(float sample, Sink sink) {
    made[pending++] = sample;
    done++;
    if (pending == BLOCK) {
      flush(sink);
    }
  }

  private void flush(Sink sink) {
    if (pending > 0) {
      int count = pending;
      pending = 0;
      sink.accept(made, 0, count);
    }
  }

  /** Makes what is left, as if silence followed, and is ready for another recording. */
  public void finish(Sink sink) {
    long all = filter == null ? frames : filter.framesOf(frames);
    while (done < all) {
      next(sink);
    }
    flush(sink);
    reset();
  }

  /** Forgets what it got: what comes next is another recording. */
  public void reset() {
    channel = 0;
    filled = 0;
    center = 0;
    phase = 0;
    frames = 0;
    done = 0;
    pending = 0;
  }

  /** Bytes of the samples that it keeps; resamplers share the filters of their rates. */
  public long memoryBytes() {
    return (long) Float.BYTES * (history.length + made.length);
  }

  /** The number of input frames after a position that its output sample needs. */
  public int lag() {
    return filter == null ? 0 : filter.half();
  }
}
