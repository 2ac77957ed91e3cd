package io.kwsbench.plan.kernel;

/** Cepstra of a power spectrogram, {@code kws_mfcc_params}. */
public record Mfcc(int rows, int bins, Cepstrum cepstrum) implements KernelParams {
  @Override
  public double executedFlops() {
    return cepstrum.executedFlops(bins) * rows;
  }
}
