package io.kwsbench.plan.kernel;

import io.kwsbench.natives.AudioStyle;

/** A spectrogram, {@code kws_audio_spectrogram_params}. */
public record AudioSpectrogram(
    int samples, int channels, int window, int stride, AudioStyle style, boolean magnitudeSquared)
    implements KernelParams {
  @Override
  public double executedFlops() {
    Frames frames = new Frames(samples, window, stride);
    return frames.executedFlops() * frames.count() * channels;
  }
}
