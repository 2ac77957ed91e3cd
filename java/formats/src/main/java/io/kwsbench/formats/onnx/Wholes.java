package io.kwsbench.formats.onnx;

import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.MathOps;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.tensor.DType;
import java.util.Arrays;

/**
 * Quantized numbers, which the graph holds as whole floats; for sums of their products see {@link
 * WholeSums}. {@code real = scale * (whole - zero)}.
 */
final class Wholes {
  private final OnnxCall call;

  Wholes(OnnxCall call) {
    this.call = call;
  }

  /** An input as whole floats. */
  Laid of(int index) {
    Laid x = call.in(index);
    return x.with(call.work().folding().folded(call.math().cast(x.value(), DType.FLOAT)));
  }

  /**
   * An input less its zero point.
   *
   * @param zero the input with the zero point, which may be omitted
   * @param axis what the zero points belong to, where there are several
   */
  Laid centered(int index, int zero, int axis) {
    Laid whole = of(index);
    if (!call.has(zero) || isZero(zero)) {
      return whole;
    }
    Laid zeros = along(of(zero), whole, axis);
    Laid less = ElementwiseOps.binary(call, "Sub", whole, zeros);
    return less.with(call.work().folding().folded(less.value()));
  }

  private boolean isZero(int index) {
    Value value = call.work().folding().folded(call.in(index).value());
    if (!value.isConstant()) {
      return false;
    }
    for (float one : value.node().constant().toFloats()) {
      if (one != 0) {
        return false;
      }
    }
    return true;
  }

  /** The real numbers that an input stands for. */
  Laid real(int index, int scale, int zero, int axis) {
    Laid less = centered(index, zero, axis);
    Laid scales = along(scale(scale), less, axis);
    return ElementwiseOps.binary(call, "Mul", less, scales);
  }

  /** An input with scales: where they are constant, all are positive. */
  Laid scale(int index) {
    Laid scale = call.in(index);
    Value value = call.work().folding().folded(scale.value());
    if (value.isConstant()) {
      for (float one : value.node().constant().toFloats()) {
        if (!(one > 0 && one <= Float.MAX_VALUE)) {
          throw call.error("has a scale of " + one);
        }
      }
    }
    return scale.with(value);
  }

  /** The scales of an input that must be constant. */
  float[] scales(int index) {
    scale(index);
    return call.literal(index).toFloats();
  }

  /** A vector along an axis of a tensor; a single number for all of it. */
  Laid along(Laid vector, Laid x, int axis) {
    if (vector.value().size() == 1) {
      return Laid.plain(call.arrays().reshape(vector.value()));
    }
    int length = x.dim(call.axis(axis, x.rank()));
    if (vector.rank() != 1) {
      throw call.error("has scales or zero points of " + vector.rank() + " axes");
    }
    if (vector.dim(0) != length) {
      throw call.error("has " + vector.dim(0) + " scales or zero points for " + length);
    }
    int[] shape = new int[x.rank()];
    Arrays.fill(shape, 1);
    shape[call.axis(axis, x.rank())] = -1;
    return Laid.plain(call.work().folding().folded(call.arrays().reshape(vector.value(), shape)));
  }

  /** Real numbers by their scale, rounded half to even, around a zero point. */
  Laid quantized(Laid real, int scale, int zero, int axis, OnnxElementType type) {
    Laid scales = along(scale(scale), real, axis);
    return rounded(ElementwiseOps.binary(call, "RealDiv", real, scales), zero, axis, type);
  }

  /** Numbers on the output's scale, as what its type holds. */
  Laid rounded(Laid x, int zero, int axis, OnnxElementType type) {
    if (type == null || !type.isNarrow()) {
      throw call.error("does not give integers of 8 or 16 bits, or not the type of its zero point");
    }
    MathOps math = call.math();
    Laid whole = x.with(math.unary("Round", x.value()));
    if (call.has(zero) && !isZero(zero)) {
      whole = ElementwiseOps.binary(call, "Add", whole, along(of(zero), x, axis));
    }
    return whole.with(math.clip(whole.value(), type.least(), type.greatest()));
  }

  /**
   * Sums of products on the output's scale.
   *
   * @param factors one, or one per element of an axis
   */
  Laid requantized(Laid sums, float[] factors, int axis, int zero, OnnxElementType type) {
    return rounded(scaled(sums, factors, axis), zero, axis, type);
  }

  /**
   * Sums of products as floats: rounding those that are floats already keeps passes from folding
   * factors into the weights.
   */
  Laid reals(Laid sums) {
    MathOps math = call.math();
    Value value = sums.value();
    return sums.with(
        value.type() == DType.FLOAT ? math.unary("Round", value) : math.cast(value, DType.FLOAT));
  }

  /** Sums of products times factors. */
  Laid scaled(Laid sums, float[] factors, int axis) {
    Literal literal = Literal.of(factors, factors.length);
    Laid along = along(Laid.plain(call.graph().constant("factors", literal)), sums, axis);
    return ElementwiseOps.binary(call, "Mul", reals(sums), along);
  }

  /** The factors that bring products of two inputs to the scale of the output. */
  float[] factors(int left, int right, int output) {
    float[] a = scales(left);
    float[] b = scales(right);
    float[] y = scales(output);
    if (a.length != 1 || y.length != 1) {
      throw call.error("has several scales of its input or its output");
    }
    float[] factors = new float[b.length];
    for (int i = 0; i < b.length; i++) {
      factors[i] = a[0] * b[i] / y[0];
    }
    return factors;
  }
}
