package io.kwsbench.plan.kernel;

/** Windows side by side, {@code kws_extract_patches_params}. */
public record ExtractPatches(KernelWindow window, int channels) implements KernelParams {
  @Override
  public double executedFlops() {
    return 0;
  }
}
