package io.kwsbench.freeze.ir;

import io.kwsbench.KwsException;

/**
 * A window that slides along one axis, with TensorFlow's two paddings.
 *
 * @param size elements a window takes
 * @param stride elements between the starts of two windows
 * @param dilation distance between the elements of a window
 * @param same whether zeros around the axis make the output ⌈length / stride⌉ long
 * @see <a href="https://www.tensorflow.org/api_docs/python/tf/nn#notes_on_padding_2">TensorFlow's
 *     notes on padding</a>
 */
public record Window(int size, int stride, int dilation, boolean same) {
  public Window {
    if (size < 1 || stride < 1 || dilation < 1) {
      throw new KwsException(
          "a window of size " + size + ", stride " + stride + ", dilation " + dilation);
    }
  }

  /** From the first to the last element, both counted. */
  public int span() {
    return Math.addExact(Math.multiplyExact(size - 1, dilation), 1);
  }

  /**
   * How many windows fit.
   *
   * @throws KwsException when none does
   */
  public int outputs(int length) {
    int count =
        same ? Math.floorDiv(length - 1, stride) + 1 : Math.floorDiv(length - span(), stride) + 1;
    if (count < 1) {
      throw new KwsException("a window of " + span() + " does not fit into " + length);
    }
    return count;
  }

  /** All padding, before and after. */
  public int padding(int length) {
    return same ? Math.max(0, (outputs(length) - 1) * stride + span() - length) : 0;
  }

  /** The padding before the first element: the smaller half. */
  public int paddingBefore(int length) {
    return padding(length) / 2;
  }
}
