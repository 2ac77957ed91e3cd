package io.kwsbench.compile.internal.recurrent;

import io.kwsbench.program.Tensor;

/**
 * A part of a constant matrix, times a number.
 *
 * @param tensor the constant, {@code [k][n]}
 * @param row the part's first row
 * @param rows how many
 * @param col its first column
 * @param cols how many
 * @param scale what every element is multiplied with
 */
record Matrix(Tensor tensor, int row, int rows, int col, int cols, double scale) {
  Matrix scaled(double factor) {
    return new Matrix(tensor, row, rows, col, cols, scale * factor);
  }

  boolean isSame(Matrix other) {
    boolean place =
        row == other.row
            && rows == other.rows
            && col == other.col
            && cols == other.cols
            && scale == other.scale;
    return place
        && (tensor == other.tensor
            || tensor.value().orElseThrow().equals(other.tensor.value().orElseThrow()));
  }

  /** Adds it to a larger row-major matrix of {@code width} columns, from a column on. */
  void addTo(float[] target, int width, int at) {
    int n = tensor.dim(1);
    var values = tensor.value().orElseThrow();
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < cols; j++) {
        target[i * width + at + j] += (float) (scale * values.real((row + i) * n + col + j));
      }
    }
  }
}
