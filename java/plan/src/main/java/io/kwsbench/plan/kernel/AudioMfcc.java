package io.kwsbench.plan.kernel;

/** A spectrogram and its cepstra, {@code kws_audio_mfcc_params}. */
public record AudioMfcc(int samples, int channels, int window, int stride, Cepstrum cepstrum)
    implements KernelParams {
  @Override
  public double executedFlops() {
    Frames frames = new Frames(samples, window, stride);
    return (frames.executedFlops() + cepstrum.executedFlops(frames.bins()))
        * frames.count()
        * channels;
  }
}
