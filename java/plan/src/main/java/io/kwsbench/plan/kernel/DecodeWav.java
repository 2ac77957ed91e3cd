package io.kwsbench.plan.kernel;

/** The samples of a WAV file, {@code kws_decode_wav_params}. */
public record DecodeWav(
    int samples, int channels, boolean exactSamples, boolean exactChannels, int capacity)
    implements KernelParams {
  @Override
  public double executedFlops() {
    return 1.0 * samples * channels;
  }
}
