package io.kwsbench.compile.emit;

import static io.kwsbench.compile.emit.ParamsParts.window;

import io.kwsbench.graph.Literal;
import io.kwsbench.plan.Operand;
import io.kwsbench.plan.kernel.ElementType;
import io.kwsbench.plan.kernel.IntegerConv2d;
import io.kwsbench.plan.kernel.IntegerDepthwise2d;
import io.kwsbench.plan.kernel.KernelParams;
import io.kwsbench.plan.kernel.LevelRounding;
import io.kwsbench.plan.kernel.Levels;
import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Tensor;

/** Writes the steps of operations in integers. */
final class IntegerEmitter {
  private final Emitter out;

  IntegerEmitter(Emitter out) {
    this.out = out;
  }

  /** Returns whether it is such an operation. */
  boolean emit(Op op) {
    if (op.kind() instanceof OpKind.IntegerConv conv) {
      Operand weights =
          out.constants().quads(numbers(op, 1), conv.win().taps() * conv.inC(), conv.outC());
      KernelParams params =
          new IntegerConv2d(
              window(conv.win()),
              conv.inC(),
              conv.outC(),
              out.stride(op.in(0)),
              out.stride(op.out()),
              levels(op, conv.levels()));
      step(op, params, weights);
      return true;
    }
    if (op.kind() instanceof OpKind.IntegerDepthwise depthwise) {
      Operand weights =
          out.constants().pairs(numbers(op, 1), depthwise.win().taps(), depthwise.inC());
      KernelParams params =
          new IntegerDepthwise2d(
              window(depthwise.win()),
              depthwise.inC(),
              out.stride(op.in(0)),
              out.stride(op.out()),
              levels(op, depthwise.levels()));
      step(op, params, weights);
      return true;
    }
    return false;
  }

  private void step(Op op, KernelParams params, Operand weights) {
    Operand result = out.operand(op.out());
    Operand in = out.operand(op.in(0));
    out.step(op, params, result, in, weights, row(op, 2), row(op, 3), row(op, 4), row(op, 5));
  }

  private static Levels levels(Op op, OpKind.Levels levels) {
    return new Levels(
        ElementType.of(op.in(0).dtype()),
        ElementType.of(op.out().dtype()),
        levels.inZero(),
        levels.outZero(),
        levels.low(),
        levels.high(),
        levels.once() ? LevelRounding.ONCE : LevelRounding.TWICE);
  }

  private static long[] numbers(Op op, int i) {
    return op.in(i).value().map(Literal::toLongs).orElseThrow();
  }

  private Operand row(Op op, int i) {
    Tensor numbers = op.in(i);
    return numbers.isPresent() ? out.constants().row(numbers(op, i)) : Operand.NONE;
  }
}
