package io.kwsbench.compile.pass;

import io.kwsbench.plan.kernel.BinaryFn;
import io.kwsbench.plan.kernel.UnaryFn;
import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.UnaryFunction;
import io.kwsbench.program.Uses;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code x · (1 + erf(x / √2)) / 2} is one function, which a product before it can take into its
 * epilogue: its factors may stand in any order, and reshapes between them.
 */
final class RecoverGelu implements Rule {
  private static final float ROOT_HALF = 0.70710678f;
  private static final float ROUNDING = 1e-7f;

  @Override
  public Optional<Rewrite> match(Op op, Uses uses) {
    boolean multiplies = isProduct(op) || scale(op).isPresent();
    return multiplies ? new Factors(uses).of(op) : Optional.empty();
  }

  private static boolean isProduct(Op op) {
    return op.kind() instanceof OpKind.Binary binary
        && binary.fn() == BinaryFn.MUL
        && binary.act().isIdentity();
  }

  /** By what an operation multiplies each number. */
  private static Optional<Float> scale(Op op) {
    return affine(op).filter(fn -> fn.beta() == 0).map(UnaryFunction::alpha);
  }

  private static Optional<UnaryFunction> affine(Op op) {
    return op.kind() instanceof OpKind.Unary unary && unary.fn().kind() == UnaryFn.AFFINE
        ? Optional.of(unary.fn())
        : Optional.empty();
  }

  /** What an operation's result is a product of. */
  private static final class Factors {
    private final Uses uses;
    private final List<Tensor> factors = new ArrayList<>();
    private final List<Op> absorbed = new ArrayList<>();
    private float scale = 1;

    Factors(Uses uses) {
      this.uses = uses;
    }

    Optional<Rewrite> of(Op op) {
      expand(op);
      if (factors.size() != 2) {
        return Optional.empty();
      }
      return gelu(op, factors.get(0), factors.get(1))
          .or(() -> gelu(op, factors.get(1), factors.get(0)));
    }

    private void expand(Op op) {
      scale(op).ifPresent(by -> scale *= by);
      for (Tensor input : op.inputs()) {
        Optional<Op> maker = own(input);
        boolean inner =
            maker
                .filter(one -> isProduct(one) || isReshape(one) || scale(one).isPresent())
                .isPresent();
        if (inner) {
          absorbed.add(maker.get());
          expand(maker.get());
        } else {
          factors.add(input);
        }
      }
    }

    /** What makes a tensor for no one else. */
    private Optional<Op> own(Tensor tensor) {
      return uses.maker(tensor).filter(maker -> uses.onlyUser(maker.out()).isPresent());
    }

    private static boolean isReshape(Op op) {
      return op.kind() instanceof OpKind.Reshape;
    }

    /** The rewrite where {@code gate} is made of {@code x} as the function has it. */
    private Optional<Rewrite> gelu(Op op, Tensor x, Tensor gate) {
      List<Op> inner = new ArrayList<>(absorbed);
      Optional<Op> shift = step(gate, inner).filter(one -> affine(one).isPresent());
      Optional<Op> erf = shift.flatMap(one -> step(one.in(0), inner)).filter(Factors::isErf);
      Optional<Op> narrow = erf.flatMap(one -> step(one.in(0), inner));
      if (narrow.isEmpty() || !isRootHalf(narrow.get())) {
        return Optional.empty();
      }
      UnaryFunction sum = affine(shift.get()).orElseThrow();
      boolean half = sum.alpha() == sum.beta() && scale * sum.alpha() == 0.5f;
      if (!half || root(narrow.get().in(0)) != root(x) || x.elements() != op.out().elements()) {
        return Optional.empty();
      }
      return Optional.of(new Rewrite(made(op, x, inner), inner));
    }

    /** What makes a tensor for no one else, behind reshapes; all of it is noted. */
    private Optional<Op> step(Tensor tensor, List<Op> inner) {
      Optional<Op> maker = own(tensor);
      maker.ifPresent(inner::add);
      return maker.filter(Factors::isReshape).isPresent() ? step(maker.get().in(0), inner) : maker;
    }

    private static boolean isErf(Op op) {
      return op.kind() instanceof OpKind.Unary unary && unary.fn().kind() == UnaryFn.ERF;
    }

    private static boolean isRootHalf(Op op) {
      return scale(op).filter(by -> Math.abs(by - ROOT_HALF) <= ROUNDING).isPresent();
    }

    private Tensor root(Tensor tensor) {
      return uses.maker(tensor, OpKind.Reshape.class).map(one -> root(one.in(0))).orElse(tensor);
    }

    private static List<Op> made(Op op, Tensor x, List<Op> inner) {
      Set<String> nodes = new LinkedHashSet<>();
      inner.forEach(one -> nodes.addAll(one.nodes()));
      nodes.addAll(op.nodes());
      OpKind gelu = new OpKind.Unary(UnaryFunction.of(UnaryFn.GELU));
      if (x.shape().equals(op.out().shape())) {
        return List.of(new Op(gelu, List.of(x), op.outputs(), List.copyOf(nodes)));
      }
      Tensor same = Tensor.of(op.out().name(), op.out().dtype(), x.shape());
      return List.of(
          new Op(gelu, List.of(x), List.of(same), List.copyOf(nodes)),
          new Op(new OpKind.Reshape(), List.of(same), op.outputs(), op.nodes()));
    }
  }
}
