package io.kwsbench.compile.pass;

import io.kwsbench.graph.Literal;
import io.kwsbench.plan.kernel.BinaryFn;
import io.kwsbench.plan.kernel.UnaryFn;
import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.UnaryFunction;
import io.kwsbench.program.Uses;
import io.kwsbench.tensor.DType;
import java.util.Arrays;
import java.util.Optional;

/**
 * How sums of whole numbers become levels: plus a bias, times factors, rounded and clamped. Each
 * array has one number, or one for every column.
 *
 * @param sums floats
 * @param left shifts before a factor of 31 bits is multiplied; zeros where it is rounded once
 * @param right the shift after it
 */
record SumScale(
    Tensor sums,
    long[] bias,
    long[] multipliers,
    long[] left,
    long[] right,
    float low,
    float high,
    boolean once) {
  private static final long[] ZERO = {0};
  private static final int SIGN_BITS = 62;
  private static final int MAX_LEFT = 30;
  private static final float LIMIT = 1 << 24;

  /** What an operation does, where it is such. */
  static Optional<SumScale> of(Op op, Uses uses) {
    if (op.kind() instanceof OpKind.Requantize requantize) {
      boolean floats = op.in(0).dtype() == DType.FLOAT && op.out().dtype() == DType.FLOAT;
      return floats ? twice(op, requantize) : Optional.empty();
    }
    return Clamp.of(op).flatMap(clamp -> once(op.in(0), clamp, uses));
  }

  private static Optional<SumScale> twice(Op op, OpKind.Requantize r) {
    long[] bias = op.in(4).value().map(Literal::toLongs).orElse(ZERO);
    Optional<Literal> multipliers = op.in(1).value();
    Optional<Literal> left = op.in(2).value();
    Optional<Literal> right = op.in(3).value();
    boolean constant = multipliers.isPresent() && left.isPresent() && right.isPresent();
    if (!constant || (op.in(4).isPresent() && !op.in(4).isConstant())) {
      return Optional.empty();
    }
    return Optional.of(
        new SumScale(
            op.in(0),
            bias,
            multipliers.get().toLongs(),
            left.get().toLongs(),
            right.get().toLongs(),
            r.low(),
            r.high(),
            false));
  }

  /** Factors of which the product is rounded once, halves away from zero. */
  private static Optional<SumScale> once(Tensor levels, Clamp clamp, Uses uses) {
    Optional<Op> division =
        uses.maker(levels, OpKind.Cast.class)
            .filter(cast -> uses.onlyUser(levels).isPresent() && levels.dtype() == DType.FLOAT)
            .flatMap(cast -> binary(cast.in(0), BinaryFn.FLOOR_DIV, uses));
    Optional<long[]> wholes = division.flatMap(op -> constant(op.in(1)));
    Optional<Op> up = division.flatMap(op -> binary(op.in(0), BinaryFn.ADD, uses));
    if (wholes.isEmpty() || up.isEmpty() || !isHalves(up.get().in(1), wholes.get())) {
      return Optional.empty();
    }
    Optional<Op> less = binary(up.get().in(0), BinaryFn.ADD, uses);
    Optional<Op> product =
        less.filter(op -> isSign(op, uses)).flatMap(op -> binary(op.in(0), BinaryFn.MUL, uses));
    Optional<long[]> factors = product.flatMap(op -> constant(op.in(1)));
    boolean fits =
        factors.isPresent()
            && Arrays.stream(factors.get()).allMatch(f -> f >= 0 && f <= 0xffffffffL);
    return fits
        ? sums(product.get().in(0), factors.get(), wholes.get(), clamp, uses)
        : Optional.empty();
  }

  private static Optional<SumScale> sums(
      Tensor whole, long[] factors, long[] wholes, Clamp clamp, Uses uses) {
    Optional<Op> addition = binary(whole, BinaryFn.ADD, uses);
    Optional<long[]> bias = addition.flatMap(op -> constant(op.in(1)));
    Tensor terms = bias.isPresent() ? addition.get().in(0) : whole;
    long[] right = Arrays.stream(wholes).map(Long::numberOfTrailingZeros).toArray();
    return uses.maker(terms, OpKind.Cast.class)
        .filter(cast -> cast.in(0).dtype() == DType.FLOAT && terms.dtype() == DType.INT64)
        .map(
            cast ->
                new SumScale(
                    cast.in(0),
                    bias.orElse(ZERO),
                    factors,
                    ZERO,
                    right,
                    clamp.low(),
                    clamp.high(),
                    true));
  }

  /** Divisors are powers of two, 1 only where everything else is zero. */
  private static boolean isHalves(Tensor tensor, long[] wholes) {
    boolean powers = Arrays.stream(wholes).allMatch(x -> x > 0 && Long.bitCount(x) == 1);
    long[] halves = Arrays.stream(wholes).map(whole -> whole >> 1).toArray();
    long[] given = constant(tensor).orElse(new long[0]);
    boolean all = given.length == 1 && Arrays.stream(halves).allMatch(half -> half == given[0]);
    return powers && (all || Arrays.equals(given, halves));
  }

  /** Plus −1 where a number is negative. */
  private static boolean isSign(Op addition, Uses uses) {
    return binary(addition.in(1), BinaryFn.FLOOR_DIV, uses)
        .filter(sign -> sign.in(0) == addition.in(0))
        .flatMap(sign -> constant(sign.in(1)))
        .filter(divisor -> divisor.length == 1 && divisor[0] == 1L << SIGN_BITS)
        .isPresent();
  }

  private static Optional<Op> binary(Tensor tensor, BinaryFn fn, Uses uses) {
    return uses.maker(tensor, OpKind.Binary.class)
        .filter(op -> tensor.dtype() == DType.INT64 && ((OpKind.Binary) op.kind()).fn() == fn);
  }

  private static Optional<long[]> constant(Tensor tensor) {
    return tensor.value().filter(literal -> literal.shape().rank() <= 1).map(Literal::toLongs);
  }

  /** Returns whether sums of a size, bias included, are scaled as exact arithmetic does. */
  boolean isExact(double size, int columns) {
    for (int c = 0; c < columns; c++) {
      long shift = at(left, c);
      if (shift > MAX_LEFT || Math.scalb(size, (int) shift) >= 1 << 30) {
        return false;
      }
      boolean tiny = at(right, c) == 0 && at(multipliers, c) != 0;
      if (once && (tiny || at(right, c) > SIGN_BITS)) {
        return false;
      }
    }
    return low == Math.rint(low) && high == Math.rint(high) && low >= -LIMIT && high <= LIMIT;
  }

  boolean shiftsLeft() {
    return Arrays.stream(left).anyMatch(shift -> shift != 0);
  }

  /** The number of a column. */
  static long at(long[] numbers, int column) {
    return numbers[numbers.length == 1 ? 0 : column];
  }

  /** Returns whether there is one number, or one for each of some columns. */
  boolean hasColumns(int columns) {
    for (long[] numbers : new long[][] {bias, multipliers, left, right}) {
      if (numbers.length != 1 && numbers.length != columns) {
        return false;
      }
    }
    return true;
  }

  /** An operation that clamps, and nothing else. */
  record Clamp(float low, float high) {
    static Optional<Clamp> of(Op op) {
      if (op.kind() instanceof OpKind.Unary unary) {
        return of(unary.fn());
      }
      boolean single = op.kind() instanceof OpKind.Chain chain && chain.links().size() == 1;
      return single ? of(((OpKind.Chain) op.kind()).links().get(0).unary()) : Optional.empty();
    }

    private static Optional<Clamp> of(UnaryFunction fn) {
      return fn != null && fn.kind() == UnaryFn.CLAMP
          ? Optional.of(new Clamp(fn.alpha(), fn.beta()))
          : Optional.empty();
    }
  }
}
