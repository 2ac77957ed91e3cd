package io.kwsbench.compile.pass;

import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.Uses;
import io.kwsbench.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A product that is transposed is the product of the transposed factors in the other order; and a
 * factor whose copy transposes is copied as it lies.
 */
final class TransposedProducts implements Rule {
  @Override
  public Optional<Rewrite> match(Op op, Uses uses) {
    if (op.kind() instanceof OpKind.View view) {
      return uses.maker(op.in(0), OpKind.MatMul.class)
          .filter(product -> uses.onlyUser(product.out()).isPresent())
          .filter(product -> !product.in(2).isPresent())
          .filter(product -> transposes(view, (OpKind.MatMul) product.kind()))
          .flatMap(product -> swapped(op, product));
    }
    return op.kind() instanceof OpKind.MatMul product
        ? factor(op, product, uses, 0).or(() -> factor(op, product, uses, 1))
        : Optional.empty();
  }

  private static boolean transposes(OpKind.View view, OpKind.MatMul product) {
    Axes axes = Axes.of(view);
    int m = product.m();
    int n = product.n();
    boolean one = product.batch() == 1;
    return m > 1
        && n > 1
        && view.offset() == 0
        && axes.dims().equals(one ? List.of(n, m) : List.of(product.batch(), n, m))
        && axes.strides().equals(one ? List.of(1, n) : List.of(m * n, 1, n));
  }

  private static Optional<Rewrite> swapped(Op op, Op product) {
    OpKind.MatMul p = (OpKind.MatMul) product.kind();
    OpKind kind =
        new OpKind.MatMul(
            p.batch(),
            p.n(),
            p.k(),
            p.m(),
            !p.transposeB(),
            !p.transposeA(),
            p.sharedB(),
            p.sharedA(),
            p.act());
    List<Tensor> inputs = List.of(product.in(1), product.in(0), Tensor.NONE);
    return Rewrite.of(product.fused(kind, inputs, op), product);
  }

  /** A transposed factor that a copy has transposed before: once the copy no longer does. */
  private static Optional<Rewrite> factor(Op op, OpKind.MatMul product, Uses uses, int which) {
    boolean transposed = which == 0 ? product.transposeA() : product.transposeB();
    Optional<Op> copy =
        uses.maker(op.in(which), OpKind.View.class)
            .filter(view -> uses.onlyUser(view.out()).isPresent());
    if (!transposed || copy.isEmpty()) {
      return Optional.empty();
    }
    int rows = product.k();
    int cols = which == 0 ? product.m() : product.n();
    OpKind.View view = (OpKind.View) copy.get().kind();
    Axes axes = Axes.of(view);
    int last = axes.dims().size() - 1;
    boolean turns =
        last >= 1
            && axes.dims().get(last) == cols
            && axes.dims().get(last - 1) == rows
            && axes.strides().get(last - 1) == 1
            && axes.strides().get(last) != 1;
    if (!turns) {
      return Optional.empty();
    }
    Axes turned = axes.turned();
    Tensor out =
        Tensor.of(
            copy.get().out().name(),
            copy.get().out().dtype(),
            Shape.of(turned.dims().stream().mapToLong(Integer::longValue).toArray()));
    OpKind straight = new OpKind.View(view.offset(), turned.dims(), turned.strides());
    OpKind kind =
        new OpKind.MatMul(
            product.batch(),
            product.m(),
            product.k(),
            product.n(),
            which != 0 && product.transposeA(),
            which == 0 && product.transposeB(),
            product.sharedA(),
            product.sharedB(),
            product.act());
    Op copied = new Op(straight, copy.get().inputs(), List.of(out), copy.get().nodes());
    Op multiplied = new Op(kind, op.withInput(which, out).inputs(), op.outputs(), op.nodes());
    return Optional.of(new Rewrite(List.of(copied, multiplied), List.of(copy.get())));
  }

  /** A view's axes without those of one element. */
  private record Axes(List<Integer> dims, List<Integer> strides) {
    static Axes of(OpKind.View view) {
      List<Integer> dims = new ArrayList<>();
      List<Integer> strides = new ArrayList<>();
      for (int i = 0; i < view.dims().size(); i++) {
        if (view.dims().get(i) != 1) {
          dims.add(view.dims().get(i));
          strides.add(view.strides().get(i));
        }
      }
      return new Axes(dims, strides);
    }

    /** The last two the other way round. */
    Axes turned() {
      return new Axes(turned(dims), turned(strides));
    }

    private static List<Integer> turned(List<Integer> axes) {
      List<Integer> turned = new ArrayList<>(axes);
      turned.add(turned.size() - 2, turned.remove(turned.size() - 1));
      return turned;
    }
  }
}
