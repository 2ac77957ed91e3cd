package io.kwsbench.compile.internal.recurrent;

import io.kwsbench.program.Tensor;

/**
 * Rows of elements in a tensor's memory.
 *
 * @param tensor whose memory
 * @param offset of the first element
 * @param rowStride elements between the starts of rows; {@code cols} where there is one row
 * @param rows how many
 * @param cols elements of a row, one after the other
 */
record Region(Tensor tensor, int offset, int rowStride, int rows, int cols) {
  Region {
    rowStride = rows == 1 ? cols : rowStride;
  }

  /** All of a tensor of {@code rows} rows. */
  static Region whole(Tensor tensor, int rows) {
    int cols = tensor.elements() / rows;
    return new Region(tensor, 0, cols, rows, cols);
  }

  /** The same elements of another tensor. */
  Region in(Tensor other) {
    return new Region(other, offset, rowStride, rows, cols);
  }

  int index(int row, int col) {
    return offset + row * rowStride + col;
  }

  boolean isWhole() {
    return offset == 0 && rowStride == cols && rows * cols == tensor.elements();
  }

  boolean isDense() {
    return rowStride == cols;
  }
}
