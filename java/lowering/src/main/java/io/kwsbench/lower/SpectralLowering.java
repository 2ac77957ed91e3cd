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
import java.util.Optional;

/**
 * Spectra inside a graph ({@code contrib.signal}'s STFT): a real transform is a product with its
 * matrix, complex numbers are pairs of floats one after the other.
 */
final class SpectralLowering {
  /** A matrix of more elements than this would rather want a fast transform. */
  private static final long MAX_ELEMENTS = 1 << 22;

  private SpectralLowering() {}

  static Map<String, OpLowering> all() {
    Map<String, OpLowering> all = new HashMap<>();
    all.put("RFFT", SpectralLowering::rfft);
    all.put("Complex", call -> joined(call, call.in(0), call.in(1)));
    all.put("Real", call -> List.of(part(call, 0)));
    all.put("Imag", call -> List.of(part(call, 1)));
    all.put("ComplexAbs", SpectralLowering::magnitude);
    return all;
  }

  private static List<Tensor> rfft(LowerCall call) {
    call.requireFloat(0);
    Tensor x = call.in(0);
    int length = Math.toIntExact(call.literal(1).integer(0));
    int n = x.dim(-1);
    int used = Math.min(n, length);
    int bins = length / 2 + 1;
    int rows = n == 0 ? 0 : x.elements() / n;
    call.require(used > 0 && 2L * used * bins <= MAX_ELEMENTS, "a transform of " + length);
    if (used < n) {
      OpKind view = new OpKind.View(0, List.of(rows, used), List.of(n, 1));
      x = call.between(view, "cut", DType.FLOAT, Shape.of(rows, used), x);
    }
    Tensor matrix =
        Tensor.floats(name(call), Shape.of(used, 2L * bins), matrix(used, bins, length));
    OpKind product = new OpKind.Dense(rows, used, 2 * bins, UnaryFunction.IDENTITY);
    Shape pairs = Shape.of(rows, 2L * bins);
    Tensor spectrum =
        call.between(product, "pairs", DType.FLOAT, pairs, x, matrix, Tensor.NONE, Tensor.NONE);
    return call.emit(new OpKind.Reshape(), spectrum);
  }

  private static String name(LowerCall call) {
    return call.node().name() + "/matrix";
  }

  /** Rows of cos, −sin of every bin: the discrete Fourier transform's definition. */
  private static float[] matrix(int n, int bins, int length) {
    float[] matrix = new float[2 * n * bins];
    for (int t = 0; t < n; t++) {
      for (int f = 0; f < bins; f++) {
        double angle = 2 * Math.PI * ((long) t * f % length) / length;
        matrix[2 * (t * bins + f)] = (float) Math.cos(angle);
        matrix[2 * (t * bins + f) + 1] = (float) -Math.sin(angle);
      }
    }
    return matrix;
  }

  private static Tensor part(LowerCall call, int which) {
    return part(call, call.in(0), which);
  }

  private static Tensor part(LowerCall call, Tensor x, int which) {
    call.require(x.dtype() == DType.COMPLEX64, "its input is no complex64");
    int n = x.elements();
    if (x.isConstant()) {
      float[] pairs = x.value().orElseThrow().toPairs();
      float[] values = new float[n];
      for (int i = 0; i < n; i++) {
        values[i] = pairs[2 * i + which];
      }
      return Tensor.floats(x.name() + (which == 0 ? "/re" : "/im"), x.shape(), values);
    }
    Optional<Tensor> known = partOfJoin(call, x, which);
    if (known.isPresent()) {
      return call.reshaped(known.get(), x.shape());
    }
    Tensor pairs =
        call.between(new OpKind.Reshape(), "pairs" + which, DType.FLOAT, Shape.of(2L * n), x);
    OpKind view = new OpKind.View(which, List.of(n), List.of(2));
    return call.between(view, which == 0 ? "re" : "im", DType.FLOAT, x.shape(), pairs);
  }

  /** Real and imaginary parts as complex numbers. */
  private static List<Tensor> joined(LowerCall call, Tensor re, Tensor im) {
    call.require(
        re.shape().equals(call.shape(0)) && im.shape().equals(call.shape(0)),
        "the native engine does not broadcast it");
    long n = re.elements();
    Tensor left = call.reshaped(re, Shape.of(n, 1));
    Tensor right = call.reshaped(im, Shape.of(n, 1));
    Tensor pairs =
        call.between(new OpKind.Concat(1), "pairs", DType.FLOAT, Shape.of(n, 2), left, right);
    return call.emit(new OpKind.Reshape(), pairs);
  }

  /** A part of complex numbers that were joined from parts before. */
  private static Optional<Tensor> partOfJoin(LowerCall call, Tensor x, int which) {
    return call.maker(x)
        .filter(op -> op.kind() instanceof OpKind.Reshape)
        .flatMap(op -> call.maker(op.in(0)))
        .filter(op -> op.kind() instanceof OpKind.Concat && op.inputs().size() == 2)
        .map(op -> op.in(which));
  }

  /** Complex times complex, either of which may be broadcast. */
  static List<Tensor> times(LowerCall call) {
    Tensor[] a = {part(call, call.in(0), 0), part(call, call.in(0), 1)};
    Tensor[] b = {part(call, call.in(1), 0), part(call, call.in(1), 1)};
    Tensor re =
        binary(
            call,
            BinaryFn.SUB,
            "re",
            binary(call, BinaryFn.MUL, "re_re", a[0], b[0]),
            binary(call, BinaryFn.MUL, "im_im", a[1], b[1]));
    Tensor im =
        binary(
            call,
            BinaryFn.ADD,
            "im",
            binary(call, BinaryFn.MUL, "re_im", a[0], b[1]),
            binary(call, BinaryFn.MUL, "im_re", a[1], b[0]));
    return joined(call, re, im);
  }

  private static Tensor binary(LowerCall call, BinaryFn fn, String what, Tensor a, Tensor b) {
    return call.between(
        new OpKind.Binary(fn, UnaryFunction.IDENTITY), what, DType.FLOAT, call.shape(0), a, b);
  }

  private static List<Tensor> magnitude(LowerCall call) {
    Tensor re = square(call, part(call, 0), "re2");
    Tensor im = square(call, part(call, 1), "im2");
    OpKind add = new OpKind.Binary(BinaryFn.ADD, UnaryFunction.IDENTITY);
    Tensor power = call.between(add, "power", DType.FLOAT, call.shape(0), re, im);
    return call.emit(new OpKind.Unary(UnaryFunction.of(UnaryFn.SQRT)), power);
  }

  private static Tensor square(LowerCall call, Tensor x, String what) {
    OpKind square = new OpKind.Unary(UnaryFunction.of(UnaryFn.SQUARE));
    return call.between(square, what, DType.FLOAT, call.shape(0), x);
  }
}
