package io.kwsbench.lower;

import io.kwsbench.plan.kernel.BinaryFn;
import io.kwsbench.plan.kernel.UnaryFn;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.UnaryFunction;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Functions that the engine has no kernel for, written with those that it has. */
final class ComposedLowering {
  private ComposedLowering() {}

  static Map<String, OpLowering> all() {
    Map<String, OpLowering> all = new HashMap<>();
    put(all, "Erfc", (e, x) -> e.affine(e.fn(UnaryFn.ERF, x), -1, 1));
    put(all, "Tan", (e, x) -> e.of(BinaryFn.DIV, e.fn(UnaryFn.SIN, x), e.fn(UnaryFn.COS, x)));
    put(all, "Sinh", (e, x) -> e.affine(e.of(BinaryFn.SUB, e.exp(x, 1), e.exp(x, -1)), 0.5f, 0));
    put(all, "Cosh", (e, x) -> e.affine(e.of(BinaryFn.ADD, e.exp(x, 1), e.exp(x, -1)), 0.5f, 0));
    put(all, "Asinh", ComposedLowering::asinh);
    put(all, "Acosh", ComposedLowering::acosh);
    put(all, "Atanh", ComposedLowering::atanh);
    put(all, "IsNan", (e, x) -> e.test(BinaryFn.NOT_EQUAL, x, x));
    put(all, "IsFinite", ComposedLowering::isFinite);
    put(all, "IsInf", ComposedLowering::isInfinite);
    all.put("DivNoNan", call -> unlessZero(call, BinaryFn.DIV));
    all.put("MulNoNan", call -> unlessZero(call, BinaryFn.MUL));
    return all;
  }

  private static void put(
      Map<String, OpLowering> all, String op, BiFunction<Expression, Tensor, Tensor> formula) {
    all.put(
        op,
        call -> {
          call.requireFloat(0);
          return List.of(formula.apply(new Expression(call), call.in(0)));
        });
  }

  /** sign(x) log1p(|x| + |x| / (1/|x| + √(1/x² + 1))): infinite only where x is. */
  private static Tensor asinh(Expression e, Tensor x) {
    Tensor size = e.fn(UnaryFn.ABS, x);
    Tensor inverse = e.fn(UnaryFn.RECIPROCAL, size);
    Tensor root = e.fn(UnaryFn.SQRT, e.affine(e.fn(UnaryFn.SQUARE, inverse), 1, 1));
    Tensor part = e.of(BinaryFn.DIV, size, e.of(BinaryFn.ADD, inverse, root));
    Tensor log = e.fn(UnaryFn.LOG1P, e.of(BinaryFn.ADD, size, part));
    return e.of(BinaryFn.MUL, e.fn(UnaryFn.SIGN, x), log);
  }

  /** log(x + √(x² − 1)). */
  private static Tensor acosh(Expression e, Tensor x) {
    Tensor root = e.fn(UnaryFn.SQRT, e.affine(e.fn(UnaryFn.SQUARE, x), 1, -1));
    return e.fn(UnaryFn.LOG, e.of(BinaryFn.ADD, x, root));
  }

  /** log1p(2 x / (1 − x)) / 2. */
  private static Tensor atanh(Expression e, Tensor x) {
    Tensor ratio = e.of(BinaryFn.DIV, e.affine(x, 2, 0), e.affine(x, -1, 1));
    return e.affine(e.fn(UnaryFn.LOG1P, ratio), 0.5f, 0);
  }

  /** x − x is zero for all numbers but ∞ and NaN. */
  private static Tensor isFinite(Expression e, Tensor x) {
    Tensor rest = e.of(BinaryFn.SUB, x, x);
    return e.test(BinaryFn.EQUAL, rest, rest);
  }

  private static Tensor isInfinite(Expression e, Tensor x) {
    Tensor rest = e.of(BinaryFn.SUB, x, x);
    Tensor odd = e.test(BinaryFn.NOT_EQUAL, rest, rest);
    return e.test(BinaryFn.AND, odd, e.test(BinaryFn.EQUAL, x, x));
  }

  /** Zero where the second argument is. */
  private static List<Tensor> unlessZero(LowerCall call, BinaryFn fn) {
    call.requireFloat(0, 1);
    Tensor zero = Tensor.floats(call.node().name() + "/zero", Shape.SCALAR, new float[] {0});
    OpKind equal = new OpKind.Binary(BinaryFn.EQUAL, UnaryFunction.IDENTITY);
    Shape shape = call.in(1).shape();
    Tensor isZero = call.between(equal, "is_zero", DType.BOOL, shape, call.in(1), zero);
    OpKind kind = new OpKind.Binary(fn, UnaryFunction.IDENTITY);
    Tensor value = call.between(kind, "value", DType.FLOAT, call.shape(0), call.in(0), call.in(1));
    return call.emit(new OpKind.Select(), isZero, zero, value);
  }

  /** Writes the operations of a formula. */
  private static final class Expression {
    private final LowerCall call;
    private int made;

    Expression(LowerCall call) {
      this.call = call;
    }

    private Tensor emit(OpKind kind, DType type, Tensor... from) {
      return call.between(kind, "part" + made++, type, call.shape(0), from);
    }

    Tensor fn(UnaryFn kind, Tensor x) {
      return emit(new OpKind.Unary(UnaryFunction.of(kind)), DType.FLOAT, x);
    }

    Tensor affine(Tensor x, float scale, float shift) {
      return emit(new OpKind.Unary(UnaryFunction.affine(scale, shift)), DType.FLOAT, x);
    }

    Tensor exp(Tensor x, int sign) {
      return fn(UnaryFn.EXP, sign < 0 ? fn(UnaryFn.NEG, x) : x);
    }

    Tensor of(BinaryFn fn, Tensor a, Tensor b) {
      return emit(new OpKind.Binary(fn, UnaryFunction.IDENTITY), DType.FLOAT, a, b);
    }

    Tensor test(BinaryFn fn, Tensor a, Tensor b) {
      return emit(new OpKind.Binary(fn, UnaryFunction.IDENTITY), DType.BOOL, a, b);
    }
  }
}
