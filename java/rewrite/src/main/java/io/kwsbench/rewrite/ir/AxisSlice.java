package io.kwsbench.rewrite.ir;

import java.util.OptionalInt;

/** The effect of a subscript on one axis, as in Python and TensorFlow's StridedSlice. */
public sealed interface AxisSlice {
  /** {@code begin:end:step}; absent bounds are the axis' ends. */
  record Range(OptionalInt begin, OptionalInt end, int step) implements AxisSlice {}

  /** One element; the axis disappears. */
  record Index(int at) implements AxisSlice {}

  /** A new axis of one. */
  record NewAxis() implements AxisSlice {}

  /** {@code ...}: as many whole axes as are left over. */
  record Ellipsis() implements AxisSlice {}
}
