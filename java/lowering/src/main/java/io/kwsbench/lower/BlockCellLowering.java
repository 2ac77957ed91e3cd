package io.kwsbench.lower;

import io.kwsbench.plan.kernel.BinaryFn;
import io.kwsbench.plan.kernel.UnaryFn;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.UnaryFunction;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Recurrent cells that are one op, written out as their equations, so that they are recognized as
 * every other spelling of them (tensorflow/contrib/rnn/kernels/{lstm,gru}_ops.h).
 */
final class BlockCellLowering {
  private final LowerCall call;
  private final int batch;
  private int made;

  private BlockCellLowering(LowerCall call, int batch) {
    this.call = call;
    this.batch = batch;
  }

  static Map<String, OpLowering> all() {
    Map<String, OpLowering> all = new HashMap<>();
    all.put("LSTMBlockCell", BlockCellLowering::cell);
    all.put("BlockLSTM", BlockCellLowering::sequence);
    all.put("GRUBlockCell", BlockCellLowering::gru);
    return all;
  }

  private static List<Tensor> cell(LowerCall call) {
    BlockCellLowering lowering = new BlockCellLowering(call, call.in(0).dim(0));
    return lowering.lstm(call.in(0), call.in(1), call.in(2), 3);
  }

  /** All times of {@code [time][batch][in]}; each output holds all of its kind. */
  private static List<Tensor> sequence(LowerCall call) {
    Tensor x = call.in(1);
    int time = x.dim(0);
    call.require(time > 0 && time <= 1000, "a sequence of " + time);
    call.require(call.literal(0).integer(0) == time, "its length is not that of its input");
    BlockCellLowering lowering = new BlockCellLowering(call, x.dim(1));
    int size = x.elements() / time;
    List<List<Tensor>> steps = new ArrayList<>();
    Tensor state = lowering.hidden(call.in(2));
    Tensor hidden = lowering.hidden(call.in(3));
    for (int t = 0; t < time; t++) {
      OpKind slice = new OpKind.View(t * size, List.of(size), List.of(1));
      Tensor at = lowering.add(slice, Shape.of(x.dim(1), x.dim(2)), x);
      List<Tensor> step = lowering.lstm(at, state, hidden, 4);
      state = step.get(1);
      hidden = step.get(6);
      steps.add(step);
    }
    List<Tensor> outputs = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      int which = i;
      Tensor[] parts = steps.stream().map(s -> s.get(which)).toArray(Tensor[]::new);
      Shape all = Shape.of((long) time * call.shape(0).dim(1), call.shape(0).dim(2));
      outputs.add(call.reshaped(lowering.add(new OpKind.Concat(0), all, parts), call.shape(i)));
    }
    return outputs;
  }

  /** A tensor that is not folded, constant or not. */
  private Tensor hidden(Tensor tensor) {
    return add(new OpKind.Reshape(), tensor.shape(), tensor);
  }

  /** Outputs i, cs, f, o, ci, co, h; weights, peepholes and bias are inputs {@code from} on. */
  private List<Tensor> lstm(Tensor x, Tensor before, Tensor hidden, int from) {
    call.requireFloat(from, from + 4);
    int units = before.dim(1);
    boolean peepholes = call.node().boolAttr("use_peephole", false);
    float clip = (float) call.node().realAttr("cell_clip", 3);
    Tensor gates =
        biased(product(join(x, hidden), call.in(from), 4 * units), call.in(from + 4), 4 * units);
    Tensor i = columns(gates, 0, units);
    Tensor ci = unary(UnaryFunction.of(UnaryFn.TANH), columns(gates, units, units));
    Tensor f = columns(gates, 2 * units, units);
    Tensor o = columns(gates, 3 * units, units);
    f = unary(UnaryFunction.affine(1, (float) call.node().realAttr("forget_bias", 1)), f);
    if (peepholes) {
      i = binary(BinaryFn.ADD, i, binary(BinaryFn.MUL, before, call.in(from + 1)));
      f = binary(BinaryFn.ADD, f, binary(BinaryFn.MUL, before, call.in(from + 2)));
    }
    i = unary(UnaryFunction.of(UnaryFn.SIGMOID), i);
    f = unary(UnaryFunction.of(UnaryFn.SIGMOID), f);
    Tensor cs = binary(BinaryFn.ADD, binary(BinaryFn.MUL, ci, i), binary(BinaryFn.MUL, before, f));
    cs = clip > 0 ? unary(UnaryFunction.clamp(-clip, clip), cs) : cs;
    if (peepholes) {
      o = binary(BinaryFn.ADD, o, binary(BinaryFn.MUL, cs, call.in(from + 3)));
    }
    o = unary(UnaryFunction.of(UnaryFn.SIGMOID), o);
    Tensor co = unary(UnaryFunction.of(UnaryFn.TANH), cs);
    return List.of(i, cs, f, o, ci, co, binary(BinaryFn.MUL, co, o));
  }

  /** Inputs x, h', gate weights, candidate weights, biases; outputs r, u, c, h. */
  private static List<Tensor> gru(LowerCall call) {
    call.requireFloat(0, 1, 2, 3);
    BlockCellLowering lowering = new BlockCellLowering(call, call.in(0).dim(0));
    Tensor x = call.in(0);
    Tensor before = call.in(1);
    int units = before.dim(1);
    Tensor product = lowering.product(lowering.join(x, before), call.in(2), 2 * units);
    Tensor gates =
        lowering.unary(
            UnaryFunction.of(UnaryFn.SIGMOID), lowering.biased(product, call.in(4), 2 * units));
    Tensor r = lowering.columns(gates, 0, units);
    Tensor u = lowering.columns(gates, units, units);
    Tensor reset = lowering.binary(BinaryFn.MUL, before, r);
    Tensor sum = lowering.product(lowering.join(x, reset), call.in(3), units);
    Tensor c =
        lowering.unary(UnaryFunction.of(UnaryFn.TANH), lowering.biased(sum, call.in(5), units));
    Tensor other = lowering.unary(UnaryFunction.affine(-1, 1), u);
    Tensor h =
        lowering.binary(
            BinaryFn.ADD,
            lowering.binary(BinaryFn.MUL, other, c),
            lowering.binary(BinaryFn.MUL, u, before));
    return List.of(r, u, c, h);
  }

  private Tensor add(OpKind kind, Shape shape, Tensor... from) {
    return call.between(kind, "cell" + made++, DType.FLOAT, shape, from);
  }

  private Tensor join(Tensor a, Tensor b) {
    return add(new OpKind.Concat(1), Shape.of(batch, (long) a.dim(1) + b.dim(1)), a, b);
  }

  private Tensor product(Tensor x, Tensor weights, int n) {
    call.require(
        weights.isConstant() && weights.rank() == 2 && weights.dim(0) == x.dim(1),
        "its weights do not fit");
    call.require(weights.dim(1) == n, "its weights do not fit");
    OpKind dense = new OpKind.Dense(batch, x.dim(1), n, UnaryFunction.IDENTITY);
    return add(dense, Shape.of(batch, n), x, weights, Tensor.NONE, Tensor.NONE);
  }

  private Tensor biased(Tensor x, Tensor bias, int n) {
    call.require(bias.elements() == n, "its bias does not fit");
    return binary(BinaryFn.ADD, x, bias);
  }

  private Tensor columns(Tensor x, int from, int count) {
    OpKind view = new OpKind.View(from, List.of(batch, count), List.of(x.dim(1), 1));
    return add(view, Shape.of(batch, count), x);
  }

  private Tensor unary(UnaryFunction fn, Tensor x) {
    return add(new OpKind.Unary(fn), x.shape(), x);
  }

  private Tensor binary(BinaryFn fn, Tensor a, Tensor b) {
    return add(new OpKind.Binary(fn, UnaryFunction.IDENTITY), a.shape(), a, b);
  }
}
