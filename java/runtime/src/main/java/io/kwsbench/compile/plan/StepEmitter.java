package io.kwsbench.compile.plan;

import io.kwsbench.KwsException;
import io.kwsbench.compile.ir.Kind;
import io.kwsbench.compile.ir.Op;
import io.kwsbench.compile.ir.Tensor;
import io.kwsbench.graph.DType;

/** Writes the steps of one operation: arithmetic here, the rest where it belongs. */
final class StepEmitter {
  private final Emitter out;
  private final MoveEmitter moves;
  private final RecurrentEmitter recurrent;
  private final AudioEmitter audio;

  StepEmitter(Emitter out) {
    this.out = out;
    this.moves = new MoveEmitter(out);
    this.recurrent = new RecurrentEmitter(out);
    this.audio = new AudioEmitter(out);
  }

  /**
   * @throws KwsException when the engine has no kernel for it
   */
  void emit(Op op) {
    if (!weighted(op) && !simple(op) && !moves.emit(op) && !recurrent.emit(op) && !audio.emit(op)) {
      throw new KwsException("the native engine has no " + op.kind().getClass().getSimpleName());
    }
  }

  private boolean weighted(Op op) {
    if (op.kind() instanceof Kind.Conv conv) {
      int k = conv.win().taps() * conv.inC();
      byte[] params =
          new Params()
              .window(conv.win())
              .ints(conv.inC(), conv.outC(), inStride(op), outStride(op))
              .epilogue(conv.act())
              .toBytes();
      step(
          op,
          Kernel.CONV_2D,
          params,
          result(op),
          in(op, 0),
          panels(op, 1, k, conv.outC()),
          bias(op, 2),
          in(op, 3));
      return true;
    }
    if (op.kind() instanceof Kind.Dense dense) {
      byte[] params =
          Params.of(dense.m(), dense.k(), dense.n(), inStride(op), outStride(op))
              .epilogue(dense.act())
              .toBytes();
      step(
          op,
          Kernel.FULLY_CONNECTED,
          params,
          result(op),
          in(op, 0),
          panels(op, 1, dense.k(), dense.n()),
          bias(op, 2),
          in(op, 3));
      return true;
    }
    if (op.kind() instanceof Kind.Depthwise d) {
      byte[] params =
          new Params()
              .window(d.win())
              .ints(d.inC(), d.multiplier(), inStride(op), outStride(op))
              .epilogue(d.act())
              .toBytes();
      step(op, Kernel.DEPTHWISE_2D, params, result(op), in(op, 0), in(op, 1), in(op, 2));
      return true;
    }
    if (op.kind() instanceof Kind.DepthwisePointwise d) {
      byte[] params =
          new Params()
              .window(d.win())
              .ints(d.inC(), d.multiplier(), d.outC(), inStride(op), outStride(op))
              .epilogue(d.depthwise())
              .epilogue(d.pointwise())
              .toBytes();
      step(
          op,
          Kernel.DEPTHWISE_POINTWISE,
          params,
          result(op),
          in(op, 0),
          in(op, 1),
          in(op, 2),
          panels(op, 3, d.inC() * d.multiplier(), d.outC()),
          bias(op, 4),
          in(op, 5));
      return true;
    }
    return false;
  }

  private boolean simple(Op op) {
    if (op.kind() instanceof Kind.MatMul m) {
      byte[] params =
          Params.of(m.batch(), m.m(), m.k(), m.n())
              .flag(m.transposeA())
              .flag(m.transposeB())
              .ints(m.sharedA() ? 0 : m.m() * m.k(), m.sharedB() ? 0 : m.k() * m.n())
              .epilogue(m.act())
              .toBytes();
      step(op, Kernel.MATMUL, params, result(op), in(op, 0), in(op, 1), in(op, 2));
    } else if (op.kind() instanceof Kind.Softmax s) {
      byte[] params = Params.of(s.outer(), s.n(), s.inner()).flag(s.log()).toBytes();
      step(op, Kernel.SOFTMAX, params, result(op), in(op, 0));
    } else if (op.kind() instanceof Kind.Pool p) {
      byte[] params =
          new Params()
              .window(p.win())
              .ints(p.channels(), inStride(op), outStride(op))
              .flag(p.average())
              .toBytes();
      step(op, Kernel.POOL_2D, params, result(op), in(op, 0));
    } else if (op.kind() instanceof Kind.Reduce r) {
      byte[] params = Params.of(r.outer(), r.n(), r.inner(), r.fn().ordinal()).toBytes();
      step(op, Kernel.REDUCE, params, result(op), in(op, 0));
    } else if (op.kind() instanceof Kind.ArgReduce r) {
      int type = ElementType.number(op.out().dtype());
      byte[] params = Params.of(r.outer(), r.n(), r.inner()).flag(r.minimum()).ints(type).toBytes();
      step(op, Kernel.ARG_REDUCE, params, result(op), in(op, 0));
    } else {
      return elementwise(op);
    }
    return true;
  }

  private boolean elementwise(Op op) {
    if (op.kind() instanceof Kind.Binary b) {
      Params params = Params.of(b.fn().number(), ElementType.number(op.in(0).dtype()));
      new Broadcasting(op.out().shape(), op.in(0), op.in(1)).append(params);
      step(op, Kernel.BINARY, params.epilogue(b.act()).toBytes(), result(op), in(op, 0), in(op, 1));
    } else if (op.kind() instanceof Kind.Select) {
      Params params = Params.of(op.out().dtype().bytes());
      new Broadcasting(op.out().shape(), op.in(0), op.in(1), op.in(2)).append(params);
      step(op, Kernel.SELECT, params.toBytes(), result(op), in(op, 0), in(op, 1), in(op, 2));
    } else if (op.kind() instanceof Kind.Chain chain) {
      chain(op, chain);
    } else if (op.kind() instanceof Kind.Cast) {
      DType from = op.in(0).dtype();
      DType to = op.out().dtype();
      byte[] params =
          Params.of(op.out().elements(), ElementType.number(from), ElementType.number(to))
              .toBytes();
      step(op, Kernel.CAST, params, result(op), in(op, 0));
    } else {
      return false;
    }
    return true;
  }

  private static final int MAX_LINKS = 12;

  private void chain(Op op, Kind.Chain chain) {
    if (chain.links().size() == 1 && chain.links().get(0).source() == Kind.Link.Source.UNARY) {
      var fn = chain.links().get(0).unary();
      byte[] params = Params.of(op.out().elements()).epilogue(fn).toBytes();
      step(op, Kernel.UNARY, params, result(op), in(op, 0));
      return;
    }
    Params params = Params.of(chain.rows(), chain.cols(), chain.links().size());
    for (Kind.Link link : chain.links()) {
      boolean unary = link.source() == Kind.Link.Source.UNARY;
      params
          .ints(unary ? link.unary().kind().ordinal() : link.binary().number())
          .ints(link.source().ordinal())
          .flag(link.reverse())
          .floats(unary ? link.unary().alpha() : link.immediate(), unary ? link.unary().beta() : 0);
    }
    params.ints(new int[5 * (MAX_LINKS - chain.links().size())]);
    Operand[] operands = new Operand[1 + op.inputs().size()];
    operands[0] = result(op);
    for (int i = 0; i < op.inputs().size(); i++) {
      operands[1 + i] = in(op, i);
    }
    step(op, Kernel.CHAIN, params.toBytes(), operands);
  }

  private void step(Op op, Kernel kernel, byte[] params, Operand... operands) {
    out.step(op, kernel, params, operands);
  }

  private Operand result(Op op) {
    return out.operand(op.out());
  }

  private int inStride(Op op) {
    return out.stride(op.in(0));
  }

  private int outStride(Op op) {
    return out.stride(op.out());
  }

  private Operand in(Op op, int i) {
    return out.operand(op.in(i));
  }

  private Operand panels(Op op, int i, int k, int n) {
    return out.constants().panels(op.in(i).value().orElseThrow().toFloats(), k, n);
  }

  private Operand bias(Op op, int i) {
    Tensor bias = op.in(i);
    return bias.isPresent()
        ? out.constants().bias(bias.value().orElseThrow().toFloats())
        : Operand.NONE;
  }
}
