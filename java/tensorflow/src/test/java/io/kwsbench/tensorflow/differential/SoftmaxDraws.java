package io.kwsbench.tensorflow.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * e / Σ e with e = exp(x − max x), and what nearly is that: the axes of the two reductions, whether
 * they keep their dimensions, and the shapes are drawn one by one, wherever broadcasting lets them
 * meet. The numbers are far apart, so that one row's maximum will not do for another.
 */
final class SoftmaxDraws {
  /** Exponents to this are ordinary floats. */
  private static final double MAX_EXPONENT = 80;

  /** Relative error of a quotient of exponentials and sums of them. */
  private static final double RELATIVE = 1e-5;

  private static final int TRIES = 12;

  private SoftmaxDraws() {}

  static final List<Draw> ALL = List.of(SoftmaxDraws::spelled);

  /**
   * A reduction, and the shape in which it meets what it was taken of.
   *
   * @param seen the result's shape for who reads it
   * @param grown the shape of both together
   */
  private record Reduction(
      String op, List<Integer> axes, boolean keep, List<Integer> seen, List<Integer> grown) {
    static Reduction of(Sketch s, String op, List<Integer> dims) {
      for (int i = 0; i < TRIES; i++) {
        List<Integer> axes = axesOf(s, dims.size());
        boolean keep = s.chance(0.55);
        List<Integer> made = reduced(dims, axes, keep);
        List<Integer> seen = s.chance(0.2) ? turned(s, made) : made;
        Optional<List<Integer>> grown = Shapes.broadcast(dims, seen);
        if (grown.isPresent() && Shapes.product(grown.get()) <= 300) {
          return new Reduction(op, axes, keep, seen, grown.get());
        }
      }
      List<Integer> all = List.of(dims.size() - 1);
      return new Reduction(op, all, true, reduced(dims, all, true), dims);
    }

    Value on(Sketch s, Value x) {
      List<Integer> made = reduced(x.dims(), axes, keep);
      List<Integer> given = axes.stream().map(a -> s.chance(0.3) ? a - x.rank() : a).toList();
      Value y = s.inner(op, made, List.of(x, s.vector(given)), g -> g.attr("keep_dims", keep));
      return made.equals(seen) ? y : s.inner("Reshape", seen, y, s.vector(seen));
    }

    /** Whether every element meets what its own row came to. */
    boolean isOwn(List<Integer> dims) {
      return seen.equals(reduced(dims, axes, true));
    }
  }

  private static List<Integer> axesOf(Sketch s, int rank) {
    double drawn = s.random().nextDouble();
    if (drawn < 0.5) {
      return List.of(rank - 1);
    }
    if (drawn < 0.75) {
      return List.of(s.number(0, rank - 1));
    }
    List<Integer> axes = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      if (s.chance(0.5)) {
        axes.add(i);
      }
    }
    return axes;
  }

  private static List<Integer> reduced(List<Integer> dims, List<Integer> axes, boolean keep) {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < dims.size(); i++) {
      if (!axes.contains(i)) {
        all.add(dims.get(i));
      } else if (keep) {
        all.add(1);
      }
    }
    return all;
  }

  /** Some of the ones gone, others in their place: a row where a column was. */
  private static List<Integer> turned(Sketch s, List<Integer> dims) {
    List<Integer> all = new ArrayList<>(dims.stream().filter(dim -> dim != 1).toList());
    for (int i = s.number(0, 2); i > 0; i--) {
      all.add(s.number(0, all.size()), 1);
    }
    return all;
  }

  private static List<Integer> shape(Sketch s) {
    List<Integer> dims = new ArrayList<>();
    int same = s.number(2, 5);
    boolean square = s.chance(0.5);
    for (int i = s.one(List.of(1, 2, 2, 2, 3, 3, 4)); i > 0; i--) {
      dims.add(s.chance(0.15) ? 1 : square ? same : s.number(2, 5));
    }
    return dims;
  }

  private static Optional<Value> spelled(Sketch s) {
    List<Integer> dims = shape(s);
    Reduction max = Reduction.of(s, s.chance(0.95) ? "Max" : "Min", dims);
    Reduction sum = Reduction.of(s, s.chance(0.95) ? "Sum" : "Mean", max.grown());
    boolean turned = s.chance(0.05);
    // of its own row no element is more than a part
    boolean share = sum.op().equals("Sum") && sum.isOwn(max.grown()) && !turned;
    double most = s.one(List.of(2.0, 10.0, share ? MAX_EXPONENT / 2 : MAX_EXPONENT / 4));
    Value x = s.feed(dims, -most, most);
    Value of = s.chance(0.95) ? x : s.feed(dims, -most, most);
    Value m = max.on(s, of);
    boolean negative = s.chance(0.05);
    Value apart = s.inner("Sub", max.grown(), negative ? m : x, negative ? x : m);
    Value e = s.inner("Exp", max.grown(), apart);
    Value all = sum.on(s, s.chance(0.95) ? e : apartAgain(s, apart));
    List<Value> sides = turned ? List.of(all, e) : List.of(e, all);
    String op = s.one(List.of("RealDiv", "Div"));
    if (share) {
      return s.op(op, sum.grown(), Bounds.rounded(0, 1, RELATIVE), sides, g -> g);
    }
    // of any size: known to a relative error, so its logarithm to an absolute one
    Value quotient = s.inner(op, sum.grown(), sides, g -> g);
    Value moved =
        s.inner(
            "ReverseV2",
            sum.grown(),
            quotient,
            s.vector(sum.grown().isEmpty() ? List.of() : List.of(0)));
    double log = MAX_EXPONENT + 7;
    return s.op("Log", sum.grown(), Bounds.rounded(-log, log, RELATIVE), moved);
  }

  /** The same exponentials, made twice. */
  private static Value apartAgain(Sketch s, Value apart) {
    return s.inner("Exp", apart.dims(), apart);
  }
}
