package io.kwsbench.rewrite;

import io.kwsbench.rewrite.ir.Dims;
import io.kwsbench.rewrite.ir.Value;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A softmax that is written out: {@code exp(x - max(x)) / sum(exp(x - max(x)))} along the last
 * axes.
 *
 * <p>Only where all four agree on what a row is: the maximum and the sum are those of rows of one
 * length, and every row has its own taken from it and is divided by its own.
 *
 * @param x what it is the softmax of
 * @param length elements of a row
 */
record WrittenSoftmax(Value x, int length) {
  /** The softmax that a quotient is. */
  static Optional<WrittenSoftmax> of(Value exp, Value sum) {
    boolean divides =
        exp.isFrom("Exp") && isOf("Sum", sum, exp) && exp.node().input(0).isFrom("Sub");
    if (!divides) {
      return Optional.empty();
    }
    Value apart = exp.node().input(0);
    Value x = apart.node().input(0);
    Value max = apart.node().input(1);
    int axis = isOf("Max", max, x) ? firstAxis(x, max) : -1;
    return axis >= 0 && axis == firstAxis(x, sum) && x.size() > 0
        ? Optional.of(new WrittenSoftmax(x, product(x, axis)))
        : Optional.empty();
  }

  /** Returns whether a value is a reduction of another, perhaps reshaped. */
  private static boolean isOf(String op, Value reduced, Value x) {
    Value reduction = Views.unshaped(reduced);
    return reduction.isFrom(op)
        && reduction.node().input(0) == x
        && reduction.node().input(1).isConstant();
  }

  private static int product(Value x, int from) {
    return IntStream.range(from, x.rank()).map(x::dim).reduce(1, (a, b) -> a * b);
  }

  /**
   * The first axis of the rows that a reduction takes. It is −1 where the reduction leaves out an
   * axis behind that one, or where its result has not one number at the place of each row.
   */
  private static int firstAxis(Value x, Value reduced) {
    if (reduced.rank() > x.rank()) {
      return -1; // what it meets gets axes that x lacks
    }
    boolean[] gone = new boolean[x.rank()];
    for (int axis : Views.unshaped(reduced).node().input(1).node().constant().toInts()) {
      gone[Dims.axis(axis, x.rank())] = true;
    }
    int first = 0;
    while (first < x.rank() && (!gone[first] || x.dim(first) == 1)) {
      first++;
    }
    int missing = x.rank() - reduced.rank();
    for (int i = 0; i < x.rank(); i++) {
      int own = i < missing ? 1 : reduced.dim(i - missing);
      boolean taken = i >= first;
      if (x.dim(i) != 1 && gone[i] != taken || own != (taken ? 1 : x.dim(i))) {
        return -1;
      }
    }
    return first < x.rank() ? first : -1;
  }
}
