package io.kwsbench.formats.onnx;

import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.rewrite.levels.ExactSums;
import io.kwsbench.tensor.DType;
import java.util.List;
import java.util.function.Function;

/** Sums of products of quantized numbers: floats where those hold each sum exactly, else int32. */
final class WholeSums {
  private static final int BYTE = 255;

  private final OnnxCall call;
  private final Wholes wholes;

  WholeSums(OnnxCall call) {
    this.call = call;
    wholes = new Wholes(call);
  }

  /**
   * What is multiplied.
   *
   * @param whole floats
   * @param reach the largest size that they may have
   */
  record Factor(Laid whole, int reach) {
    /** Numbers of eight bits less some zero point. */
    static Factor ofBytes(Value whole) {
      return new Factor(Laid.plain(whole), BYTE);
    }

    Factor with(Value other) {
      return new Factor(Laid.plain(other), reach);
    }
  }

  /** An input less its zero point: see {@link Wholes#centered}. */
  Factor factor(int index, int zero, int axis) {
    return new Factor(wholes.centered(index, zero, axis), reach(index, zero));
  }

  private int reach(int index, int zero) {
    OnnxElementType type = call.type(index);
    if (type == null || !type.isNarrow()) {
      return BYTE; // the operators take no other integers
    }
    if (!call.has(zero)) {
      return Math.max(type.greatest(), -type.least());
    }
    Laid zeros = wholes.of(zero);
    if (!zeros.isConstant()) {
      return type.greatest() - type.least();
    }
    float reach = 0;
    for (float one : zeros.literal().toFloats()) {
      reach = Math.max(reach, Math.max(type.greatest() - one, one - type.least()));
    }
    return (int) reach;
  }

  /**
   * NumPy's product and what is added to it.
   *
   * @param bias the input; −1 where the operator has none
   */
  Laid product(Factor left, Factor right, int bias) {
    Value a = call.layouts().plain(left.whole());
    Value b = call.work().folding().folded(call.layouts().plain(right.whole()));
    int axis = Math.max(0, b.rank() - 2);
    boolean fits = a.rank() > 0 && b.rank() > 0 && a.dim(-1) == b.dim(axis);
    int depth = fits ? b.dim(axis) : 0; // what does not fit is refused
    ExactSums sums =
        b.isConstant() && b.rank() == 2 && fits
            ? ExactSums.of(b.node().constant(), axis, left.reach())
            : ExactSums.of(depth, (double) left.reach() * right.reach());
    if (sums.isExact(largest(bias))) {
      Laid product = ProductOps.multiplied(call, a, b);
      return call.has(bias)
          ? ElementwiseOps.binary(call, "Add", product, wholes.of(bias))
          : product;
    }
    Laid whole =
        joined(
            sums,
            run ->
                ProductOps.multiplied(
                    call,
                    part(Laid.plain(a), a.rank() - 1, run).value(),
                    part(Laid.plain(b), axis, run).value()));
    return call.has(bias) ? ElementwiseOps.binary(call, "Add", whole, integers(bias)) : whole;
  }

  /**
   * A convolution and what is added to it.
   *
   * @param bias the input, one number per output; −1 where the operator has none
   */
  Laid convolution(Factor image, Factor weights, int bias) {
    Laid x = image.whole();
    Laid w = weights.whole();
    boolean cut =
        call.node().integer("group", 1) == 1
            && x.rank() > 1
            && w.rank() > 1
            && x.dim(1) == w.dim(1);
    ExactSums sums = convolved(image, weights, cut);
    if (sums.isExact(largest(bias))) {
      return ConvolutionOps.convolution(call, x, w, call.has(bias) ? wholes.of(bias) : null);
    }
    Laid whole =
        joined(
            sums,
            run ->
                ConvolutionOps.convolution(
                    call, cut ? part(x, 1, run) : x, cut ? part(w, 1, run) : w, null));
    return call.has(bias)
        ? ElementwiseOps.binary(call, "Add", whole, wholes.along(integers(bias), whole, 1))
        : whole;
  }

  private ExactSums convolved(Factor image, Factor weights, boolean cut) {
    Value planar = ConvolutionOps.planar(call, weights.whole());
    Value kernel = call.work().folding().folded(call.arrays().transpose(planar, 2, 3, 1, 0));
    if (kernel.isConstant()) {
      return ExactSums.of(kernel.node().constant(), cut ? 2 : -1, image.reach());
    }
    int channels = cut ? kernel.dim(2) : 1;
    int products = kernel.dim(0) * kernel.dim(1) * kernel.dim(2) / Math.max(1, channels);
    return ExactSums.of(channels, (double) products * image.reach() * weights.reach());
  }

  /** The largest size of what is added, as far as it is known. */
  private double largest(int bias) {
    if (!call.has(bias)) {
      return 0;
    }
    Value value = call.work().folding().folded(call.in(bias).value());
    if (!value.isConstant()) {
      return Double.POSITIVE_INFINITY;
    }
    Literal literal = value.node().constant();
    double largest = 0;
    for (int i = 0; i < literal.size(); i++) {
      largest = Math.max(largest, Math.abs(literal.real(i)));
    }
    return largest;
  }

  private Laid integers(int index) {
    Laid x = call.in(index);
    return x.with(call.math().cast(x.value(), DType.INT32));
  }

  private Laid joined(ExactSums sums, Function<ExactSums.Run, Laid> part) {
    List<Laid> parts = sums.runs(call::error).stream().map(part).toList();
    List<Value> values = parts.stream().map(Laid::value).toList();
    return parts.get(0).with(ExactSums.joined(call.math(), values, DType.INT32));
  }

  private Laid part(Laid x, int axis, ExactSums.Run run) {
    Value part = call.arrays().slice(x.value(), x.at(axis), run.from(), run.to());
    return x.with(call.work().folding().folded(part));
  }
}
