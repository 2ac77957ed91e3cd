package io.kwsbench.program;

/**
 * A window that slides over {@code [batch][inH][inW][channels]}; taps outside the input are zero,
 * or absent when pooling. Padding below and right follows from the output's size.
 */
public record SlidingWindow(
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

  public int outPixels() {
    return batch * outH * outW;
  }

  public int taps() {
    return kernelH * kernelW;
  }

  /** Returns whether every output pixel is the input pixel at the same place. */
  public boolean isPointwise() {
    return taps() == 1
        && strideH == 1
        && strideW == 1
        && padTop == 0
        && padLeft == 0
        && inH == outH
        && inW == outW;
  }

  /** The same window with height and width exchanged where the width is one pixel. */
  public SlidingWindow alongWidth() {
    boolean isColumn = inW == 1 && outW == 1 && kernelW == 1 && padLeft == 0 && inH > 1;
    return isColumn
        ? new SlidingWindow(batch, 1, inH, 1, outH, 1, kernelH, 1, strideH, 1, dilationH, 0, padTop)
        : this;
  }

  /** Returns whether no tap lies outside the input. */
  public boolean isUnpadded() {
    return padTop == 0
        && padLeft == 0
        && (outH - 1) * strideH + (kernelH - 1) * dilationH < inH
        && (outW - 1) * strideW + (kernelW - 1) * dilationW < inW;
  }

  @Override
  public String toString() {
    return kernelH
        + "x"
        + kernelW
        + (strideH == 1 && strideW == 1 ? "" : " stride " + strideH + "x" + strideW)
        + (dilationH == 1 && dilationW == 1 ? "" : " dilation " + dilationH + "x" + dilationW);
  }
}
