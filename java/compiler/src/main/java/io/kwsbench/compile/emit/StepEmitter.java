package io.kwsbench.compile.emit;

import static io.kwsbench.compile.emit.ParamsParts.epilogue;
import static io.kwsbench.compile.emit.ParamsParts.window;

import io.kwsbench.KwsException;
import io.kwsbench.plan.Operand;
import io.kwsbench.plan.Product;
import io.kwsbench.plan.kernel.ArgReduce;
import io.kwsbench.plan.kernel.Binary;
import io.kwsbench.plan.kernel.Cast;
import io.kwsbench.plan.kernel.Chain;
import io.kwsbench.plan.kernel.ChainOp;
import io.kwsbench.plan.kernel.ChainSource;
import io.kwsbench.plan.kernel.Conv2d;
import io.kwsbench.plan.kernel.Depthwise2d;
import io.kwsbench.plan.kernel.DepthwisePointwise;
import io.kwsbench.plan.kernel.ElementType;
import io.kwsbench.plan.kernel.FullyConnected;
import io.kwsbench.plan.kernel.KernelParams;
import io.kwsbench.plan.kernel.Matmul;
import io.kwsbench.plan.kernel.Pool2d;
import io.kwsbench.plan.kernel.PoolFn;
import io.kwsbench.plan.kernel.Reduce;
import io.kwsbench.plan.kernel.Requantize;
import io.kwsbench.plan.kernel.Select;
import io.kwsbench.plan.kernel.Softmax;
import io.kwsbench.plan.kernel.Unary;
import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.UnaryFunction;
import java.util.List;

/** Writes the steps of one operation: arithmetic here, the rest where it belongs. */
final class StepEmitter {
  private final Emitter out;
  private final MoveEmitter moves;
  private final RecurrentEmitter recurrent;
  private final AudioEmitter audio;
  private final IntegerEmitter integers;

  StepEmitter(Emitter out) {
    this.out = out;
    this.moves = new MoveEmitter(out);
    this.recurrent = new RecurrentEmitter(out);
    this.audio = new AudioEmitter(out);
    this.integers = new IntegerEmitter(out);
  }

  /**
   * @throws KwsException when the engine has no kernel for it
   */
  void emit(Op op) {
    if (!weighted(op)
        && !integers.emit(op)
        && !simple(op)
        && !moves.emit(op)
        && !recurrent.emit(op)
        && !audio.emit(op)) {
      throw new KwsException("the native engine has no " + op.kind().getClass().getSimpleName());
    }
  }

  private boolean weighted(Op op) {
    if (op.kind() instanceof OpKind.Conv conv) {
      conv(op, conv);
    } else if (op.kind() instanceof OpKind.Dense dense) {
      dense(op, dense);
    } else if (op.kind() instanceof OpKind.Depthwise d) {
      Depthwise2d params =
          new Depthwise2d(
              window(d.win()),
              d.inC(),
              d.multiplier(),
              inStride(op),
              outStride(op),
              epilogue(d.act()));
      out.step(op, params, result(op), in(op, 0), in(op, 1), in(op, 2));
    } else if (op.kind() instanceof OpKind.DepthwisePointwise d) {
      depthwisePointwise(op, d);
    } else {
      return false;
    }
    return true;
  }

  private void conv(Op op, OpKind.Conv conv) {
    Conv2d params =
        new Conv2d(
            window(conv.win()),
            conv.inC(),
            conv.outC(),
            inStride(op),
            outStride(op),
            epilogue(conv.act()));
    Operand in = in(op, 0);
    Operand weights = panels(op, 1, params);
    out.step(op, params, result(op), in, weights, bias(op, 2), in(op, 3));
  }

  private void dense(Op op, OpKind.Dense dense) {
    FullyConnected params =
        new FullyConnected(
            dense.m(), dense.k(), dense.n(), inStride(op), outStride(op), epilogue(dense.act()));
    Operand in = in(op, 0);
    Operand weights = panels(op, 1, params);
    out.step(op, params, result(op), in, weights, bias(op, 2), in(op, 3));
  }

  private void depthwisePointwise(Op op, OpKind.DepthwisePointwise d) {
    DepthwisePointwise params =
        new DepthwisePointwise(
            window(d.win()),
            d.inC(),
            d.multiplier(),
            d.outC(),
            inStride(op),
            outStride(op),
            epilogue(d.depthwise()),
            epilogue(d.pointwise()));
    Operand result = result(op);
    Operand in = in(op, 0);
    Operand depthwiseWeights = in(op, 1);
    Operand depthwiseBias = in(op, 2);
    Operand weights = panels(op, 3, params);
    out.step(
        op, params, result, in, depthwiseWeights, depthwiseBias, weights, bias(op, 4), in(op, 5));
  }

  private boolean simple(Op op) {
    if (op.kind() instanceof OpKind.MatMul m) {
      int aStride = m.sharedA() ? 0 : m.m() * m.k();
      int bStride = m.sharedB() ? 0 : m.k() * m.n();
      Matmul params =
          new Matmul(
              m.batch(),
              m.m(),
              m.k(),
              m.n(),
              m.transposeA(),
              m.transposeB(),
              aStride,
              bStride,
              epilogue(m.act()));
      out.step(op, params, result(op), in(op, 0), in(op, 1), in(op, 2));
    } else if (op.kind() instanceof OpKind.Softmax s) {
      out.step(op, new Softmax(s.outer(), s.n(), s.inner(), s.log()), result(op), in(op, 0));
    } else if (op.kind() instanceof OpKind.Pool p) {
      PoolFn fn = p.average() ? PoolFn.AVG : PoolFn.MAX;
      Pool2d params = new Pool2d(window(p.win()), p.channels(), inStride(op), outStride(op), fn);
      out.step(op, params, result(op), in(op, 0));
    } else if (op.kind() instanceof OpKind.Reduce r) {
      out.step(op, new Reduce(r.outer(), r.n(), r.inner(), r.fn()), result(op), in(op, 0));
    } else if (op.kind() instanceof OpKind.ArgReduce r) {
      ElementType type = ElementType.of(op.out().dtype());
      ArgReduce params = new ArgReduce(r.outer(), r.n(), r.inner(), r.minimum(), type);
      out.step(op, params, result(op), in(op, 0));
    } else {
      return elementwise(op);
    }
    return true;
  }

  private boolean elementwise(Op op) {
    if (op.kind() instanceof OpKind.Binary b) {
      binary(op, b);
    } else if (op.kind() instanceof OpKind.Select) {
      select(op);
    } else if (op.kind() instanceof OpKind.Chain chain) {
      chain(op, chain);
    } else if (op.kind() instanceof OpKind.Cast) {
      ElementType from = ElementType.of(op.in(0).dtype());
      ElementType to = ElementType.of(op.out().dtype());
      out.step(op, new Cast(op.out().elements(), from, to), result(op), in(op, 0));
    } else if (op.kind() instanceof OpKind.Requantize r) {
      requantize(op, r);
    } else {
      return false;
    }
    return true;
  }

  private void requantize(Op op, OpKind.Requantize r) {
    Requantize params =
        new Requantize(
            op.out().elements(),
            r.channels(),
            ElementType.of(op.in(0).dtype()),
            ElementType.of(op.out().dtype()),
            r.low(),
            r.high());
    out.step(op, params, result(op), in(op, 0), in(op, 1), in(op, 2), in(op, 3), in(op, 4));
  }

  private void binary(Op op, OpKind.Binary binary) {
    Broadcasting axes = new Broadcasting(op.out().shape(), op.in(0), op.in(1));
    Binary params =
        new Binary(
            binary.fn(),
            ElementType.of(op.in(0).dtype()),
            axes.rank(),
            axes.dims(),
            axes.strides(0),
            axes.strides(1),
            epilogue(binary.act()));
    out.step(op, params, result(op), in(op, 0), in(op, 1));
  }

  private void select(Op op) {
    Broadcasting axes = new Broadcasting(op.out().shape(), op.in(0), op.in(1), op.in(2));
    Select params =
        new Select(
            op.out().dtype().bytes(),
            axes.rank(),
            axes.dims(),
            axes.strides(0),
            axes.strides(1),
            axes.strides(2));
    out.step(op, params, result(op), in(op, 0), in(op, 1), in(op, 2));
  }

  private void chain(Op op, OpKind.Chain chain) {
    if (chain.links().size() == 1 && chain.links().get(0).source() == ChainSource.UNARY) {
      UnaryFunction fn = chain.links().get(0).unary();
      Unary params = new Unary(op.out().elements(), fn.kind(), fn.alpha(), fn.beta());
      out.step(op, params, result(op), in(op, 0));
      return;
    }
    Operand[] operands = new Operand[1 + op.inputs().size()];
    operands[0] = result(op);
    for (int i = 0; i < op.inputs().size(); i++) {
      operands[1 + i] = in(op, i);
    }
    List<ChainOp> ops = chain.links().stream().map(StepEmitter::chainOp).toList();
    out.step(op, Chain.of(chain.rows(), chain.cols(), ops), operands);
  }

  private static ChainOp chainOp(OpKind.Link link) {
    return link.source() == ChainSource.UNARY
        ? ChainOp.of(link.unary().kind(), link.unary().alpha(), link.unary().beta())
        : ChainOp.of(link.binary(), link.source(), link.reverse(), link.immediate());
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

  private Operand panels(Op op, int i, KernelParams params) {
    float[] matrix = op.in(i).value().orElseThrow().toFloats();
    Product product = Product.of(params).orElseThrow();
    int k = product.k();
    int n = product.n();
    return out.precision()
        .rounded(op, matrix, product, out.hears(op))
        .map(rounded -> out.constants().panels(rounded, k, n))
        .orElseGet(() -> out.constants().panels(matrix, k, n));
  }

  private Operand bias(Op op, int i) {
    Tensor bias = op.in(i);
    return bias.isPresent()
        ? out.constants().bias(bias.value().orElseThrow().toFloats())
        : Operand.NONE;
  }
}
