package io.kwsbench.compile.pass;

import io.kwsbench.graph.ChannelWeights;
import io.kwsbench.graph.Literal;
import io.kwsbench.plan.kernel.BinaryFn;
import io.kwsbench.plan.kernel.UnaryFn;
import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.OpKind.Link;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.UnaryFunction;
import io.kwsbench.tensor.Shape;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/**
 * An operation with constant weights whose last axis is the output channel, with a bias and a
 * function after it: a convolution, a depthwise one, a matrix product.
 *
 * @param op the operation as it has become
 * @param origin the operation as it stands in the program
 */
record Weighted(Op op, Op origin) {
  private static final int WEIGHTS = 1;
  private static final int BIAS = 2;
  private static final int RESIDUAL = 3;

  static Optional<Weighted> of(Op op) {
    boolean weighted =
        op.kind() instanceof OpKind.Conv
            || op.kind() instanceof OpKind.Dense
            || op.kind() instanceof OpKind.Depthwise;
    return weighted ? Optional.of(new Weighted(op, op)) : Optional.empty();
  }

  /** Output channels. */
  int channels() {
    if (op.kind() instanceof OpKind.Conv conv) {
      return conv.outC();
    }
    if (op.kind() instanceof OpKind.Dense dense) {
      return dense.n();
    }
    OpKind.Depthwise depthwise = (OpKind.Depthwise) op.kind();
    return depthwise.inC() * depthwise.multiplier();
  }

  private UnaryFunction act() {
    if (op.kind() instanceof OpKind.Conv conv) {
      return conv.act();
    }
    return op.kind() instanceof OpKind.Dense dense
        ? dense.act()
        : ((OpKind.Depthwise) op.kind()).act();
  }

  private OpKind withAct(UnaryFunction act) {
    if (op.kind() instanceof OpKind.Conv conv) {
      return new OpKind.Conv(conv.win(), conv.inC(), conv.outC(), act);
    }
    if (op.kind() instanceof OpKind.Dense dense) {
      return new OpKind.Dense(dense.m(), dense.k(), dense.n(), act);
    }
    OpKind.Depthwise d = (OpKind.Depthwise) op.kind();
    return new OpKind.Depthwise(d.win(), d.inC(), d.multiplier(), act);
  }

  private boolean isLinear() {
    return act().isIdentity() && !op.in(RESIDUAL).isPresent();
  }

  /** This with a function after it; scales and shifts go into weights and bias. */
  Optional<Weighted> then(UnaryFunction fn) {
    boolean isAffine = fn.kind() == UnaryFn.AFFINE;
    if (isAffine && act().isIdentity() && fn.alpha() == 1) {
      return Optional.of(shifted(c -> fn.beta()));
    }
    if (isAffine && isLinear()) {
      Optional<Weighted> folded = affine(c -> fn.alpha(), c -> fn.beta());
      if (folded.isPresent()) {
        return folded;
      }
    }
    return act()
        .then(fn)
        .map(both -> new Op(withAct(both), op.inputs(), op.outputs(), op.nodes()))
        .map(fused -> new Weighted(fused, origin));
  }

  /** This and then a link with a number for every channel. */
  Optional<Weighted> then(Link link, Tensor perChannel) {
    Literal row = perChannel.value().orElseThrow();
    BinaryFn fn = link.binary();
    boolean reverse = link.reverse();
    if (fn == BinaryFn.ADD && act().isIdentity()) {
      return Optional.of(shifted(row::real));
    }
    if (!isLinear()) {
      return Optional.empty();
    }
    if (fn == BinaryFn.MUL) {
      return affine(row::real, c -> 0);
    }
    if (fn == BinaryFn.SUB) {
      return reverse ? affine(c -> -1, row::real) : Optional.of(shifted(c -> -row.real(c)));
    }
    return fn == BinaryFn.DIV && !reverse ? affine(c -> 1 / row.real(c), c -> 0) : Optional.empty();
  }

  /** The same with a residual added before its function. */
  Optional<Weighted> plus(Tensor residual) {
    if (!isLinear() || op.kind() instanceof OpKind.Depthwise) {
      return Optional.empty();
    }
    Op with = op.in(BIAS).isPresent() ? op : op.withInput(BIAS, Tensor.NONE);
    return Optional.of(new Weighted(with.withInput(RESIDUAL, residual), origin));
  }

  /** This scaled and shifted; empty where a weight would no longer be a number. */
  private Optional<Weighted> affine(IntToDoubleFunction scale, IntToDoubleFunction shift) {
    float[] values = op.in(WEIGHTS).value().orElseThrow().toFloats();
    return new ChannelWeights(values, bias())
        .affine(scale, shift)
        .map(folded -> withWeights(folded.weights()).withBias(folded.bias()));
  }

  /** This with a number added to every channel: its weights, which are large, stay. */
  private Weighted shifted(IntToDoubleFunction shift) {
    float[] bias = bias();
    for (int c = 0; c < bias.length; c++) {
      bias[c] = (float) (bias[c] + shift.applyAsDouble(c));
    }
    return withBias(bias);
  }

  private float[] bias() {
    return op.in(BIAS).value().map(Literal::toFloats).orElseGet(() -> new float[channels()]);
  }

  private Weighted withWeights(float[] values) {
    Tensor weights = op.in(WEIGHTS);
    Tensor folded = Tensor.floats(weights.name(), weights.shape(), values);
    return new Weighted(op.withInput(WEIGHTS, folded), origin);
  }

  private Weighted withBias(float[] values) {
    String name = op.in(WEIGHTS).name() + "/bias";
    Tensor bias = Tensor.floats(name, Shape.of(channels()), values);
    return new Weighted(op.withInput(BIAS, bias), origin);
  }
}
