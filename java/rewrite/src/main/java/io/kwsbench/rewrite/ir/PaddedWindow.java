package io.kwsbench.rewrite.ir;

import io.kwsbench.KwsException;
import io.kwsbench.graph.Padding;

/**
 * A window that slides along one axis, with TensorFlow's two paddings.
 *
 * @param size number of elements in a window
 * @param stride elements between the starts of two windows
 * @param dilation distance between the elements of a window
 * @param same whether zeros around the axis make the output ⌈length / stride⌉ long
 */
public record PaddedWindow(int size, int stride, int dilation, boolean same) {
  public PaddedWindow {
    if (size < 1 || stride < 1 || dilation < 1) {
      throw new KwsException(
          "a window of size " + size + ", stride " + stride + ", dilation " + dilation);
    }
  }

  private Padding ends() {
    return same ? Padding.SAME : Padding.VALID;
  }

  /** From the first to the last element, both counted. */
  public int span() {
    return Math.addExact(Math.multiplyExact(size - 1, dilation), 1);
  }

  /**
   * The number of windows.
   *
   * @throws KwsException when none does
   */
  public int outputs(int length) {
    int count = Math.toIntExact(ends().windows(length, span(), stride));
    if (count < 1) {
      throw new KwsException("a window of " + span() + " does not fit into " + length);
    }
    return count;
  }

  /** All padding, before and after. */
  public int padding(int length) {
    return Math.toIntExact(ends().zeros(length, span(), stride));
  }

  /** The padding before the first element: the smaller half. */
  public int paddingBefore(int length) {
    return Math.toIntExact(ends().zerosBefore(length, span(), stride));
  }
}
