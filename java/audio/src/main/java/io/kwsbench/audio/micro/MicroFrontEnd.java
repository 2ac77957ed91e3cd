package io.kwsbench.audio.micro;

import io.kwsbench.audio.SampleScale;
import java.util.Arrays;

/**
 * TensorFlow's micro front end over a stream: samples in pieces of any length in, frames out.
 *
 * <pre>{@code
 * MicroFrontEnd frontEnd = new MicroFrontEnd(MicroSettings.DEFAULT);
 * frontEnd.accept(pcm, 0, pcm.length, frame -> model.hear(frame));
 * }</pre>
 *
 * <p>A frame is windowed, transformed, and summed by mel channels; then its noise is reduced, its
 * gain controlled, and its logarithm taken. All is done in integers, so its values are the same on
 * every machine, and equal to those of the C library, bit for bit.
 *
 * <p>It allocates nothing after its construction. Not thread-safe.
 */
public final class MicroFrontEnd {
  /** A value of a frame in the unit that models are trained on; a value times this is exact. */
  public static final float UNIT = 10f / 256;

  private static final int SAMPLE_BITS = 15;
  private static final float FULL_SCALE = SampleScale.DECODE_WAV.fullScale();

  private final MicroSettings settings;
  private final FrameWindow window;
  private final FixedFft fft;
  private final MelChannels mel;
  private final NoiseReduction noise;
  private final GainControl gain;
  private final FixedLog log;
  private final int[] spectrum;
  private final int[] values;

  /** Receives frames. */
  @FunctionalInterface
  public interface FrameSink {
    /**
     * @param frame a value in 0 … 65535 per channel; used again after the call returns
     */
    void accept(int[] frame);
  }

  /** A front end at the start of a stream. */
  public MicroFrontEnd(MicroSettings settings) {
    this.settings = settings;
    int transform = settings.transform();
    int gainedBits = Integer.numberOfTrailingZeros(transform) - MelChannels.WEIGHT_BITS / 2;
    window = new FrameWindow(settings.window(), settings.step());
    fft = new FixedFft(transform);
    mel = new MelChannels(settings, transform / 2 + 1);
    noise = new NoiseReduction(settings.channels());
    gain = new GainControl(gainedBits);
    log = new FixedLog(gainedBits);
    spectrum = new int[transform / 2 + 1];
    values = new int[settings.channels()];
  }

  /** The settings. */
  public MicroSettings settings() {
    return settings;
  }

  /** Processes 16-bit samples. */
  public void accept(short[] pcm, int offset, int length, FrameSink sink) {
    for (int i = offset; i < offset + length; i++) {
      accept(pcm[i], sink);
    }
  }

  /** Processes samples of full scale ±1, which are rounded to 16 bits; otherwise the same. */
  public void accept(float[] samples, int offset, int length, FrameSink sink) {
    for (int i = offset; i < offset + length; i++) {
      int rounded = Math.round(samples[i] * FULL_SCALE);
      accept((short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, rounded)), sink);
    }
  }

  private void accept(short sample, FrameSink sink) {
    if (window.put(sample)) {
      compute();
      sink.accept(values);
    }
  }

  /** The spectrum is scaled up to use all 16 bits, and its root down again. */
  private void compute() {
    int peak = window.apply(fft.input());
    int shift = SAMPLE_BITS - (Integer.SIZE - Integer.numberOfLeadingZeros(peak));
    fft.power(shift, spectrum);
    mel.apply(spectrum, shift, values);
    noise.apply(values);
    gain.apply(values, noise.estimate());
    log.apply(values);
  }

  /** Forgets all samples and the noise; the next sample starts a new stream. */
  public void reset() {
    window.reset();
    noise.reset();
    Arrays.fill(values, 0);
  }
}
