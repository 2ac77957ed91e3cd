package io.kwsbench.tensorflow.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shapes, and how they fit. */
final class Shapes {
  private Shapes() {}

  /** What two shapes are together. */
  static Optional<List<Integer>> broadcast(List<Integer> a, List<Integer> b) {
    int rank = Math.max(a.size(), b.size());
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      int x = at(a, i - (rank - a.size()));
      int y = at(b, i - (rank - b.size()));
      if (x != y && x != 1 && y != 1) {
        return Optional.empty();
      }
      all.add(x == 1 ? y : x);
    }
    return Optional.of(all);
  }

  private static int at(List<Integer> dims, int i) {
    return i < 0 ? 1 : dims.get(i);
  }

  /** A shape that fits another: some axes are one, leading ones may be missing, ones may grow. */
  static List<Integer> spread(Sketch s, List<Integer> dims) {
    List<Integer> all = new ArrayList<>();
    double ones = s.one(List.of(0.0, 0.3, 0.6, 1.0));
    for (int dim : dims) {
      boolean grows = dim == 1 && s.chance(0.15);
      all.add(grows ? s.number(2, 3) : s.chance(ones) ? 1 : dim);
    }
    int missing = s.chance(0.4) ? s.number(0, all.size()) : 0;
    List<Integer> rest = new ArrayList<>(all.subList(missing, all.size()));
    if (missing == 0 && s.chance(0.1) && rest.size() < 4) {
      rest.add(0, s.number(1, 2));
    }
    return rest;
  }

  static List<Integer> random(Sketch s, int rank) {
    List<Integer> dims = new ArrayList<>();
    int same = s.number(2, 5);
    for (int i = 0; i < rank; i++) {
      // equal axes and single ones are what rules take for each other
      dims.add(s.chance(0.2) ? 1 : s.chance(0.4) ? same : s.number(2, 6));
    }
    return dims;
  }

  static List<Integer> with(List<Integer> dims, int axis, int size) {
    List<Integer> all = new ArrayList<>(dims);
    all.set(axis, size);
    return all;
  }

  static List<Integer> without(List<Integer> dims, int axis) {
    List<Integer> all = new ArrayList<>(dims);
    all.remove(axis);
    return all;
  }

  static int product(List<Integer> dims) {
    return dims.stream().reduce(1, Math::multiplyExact);
  }
}
