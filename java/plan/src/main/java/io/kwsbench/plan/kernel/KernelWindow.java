package io.kwsbench.plan.kernel;

/**
 * A window that slides over {@code [batch][inH][inW][channels]}, {@code kws_window}; the header
 * defines the values outside the input.
 */
public record KernelWindow(
    int batch,
    int inH,
    int inW,
    int outH,
    int outW,
    int kernelH,
    int kernelW,
    int strideH,
    int strideW,
    int dilationH,
    int dilationW,
    int padTop,
    int padLeft) {

  /** Pixels of the output. */
  double outPixels() {
    return 1.0 * batch * outH * outW;
  }

  /** Pixels of the window. */
  double taps() {
    return 1.0 * kernelH * kernelW;
  }
}
