package io.kwsbench.compile.pass;

import io.kwsbench.graph.Literal;
import io.kwsbench.plan.kernel.BinaryFn;
import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.Uses;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/**
 * The result of int64 operations: whole numbers plus a bias, times factors of 31 bits rounded half
 * up, divided by powers of two with halves away from zero.
 *
 * @param x floats or int32
 * @param bias empty where there is none
 * @param factors shifted mantissas, one or one per channel
 * @param divisors powers of two, one or one per channel
 * @param nodes names of the graph's nodes that take part, the last first
 */
record ScaledSum(
    Tensor x, Optional<long[]> bias, long[] factors, long[] divisors, List<String> nodes) {
  private static final long WHOLE = 1L << 31;

  /** The operations before a tensor, where they are such. */
  static Optional<ScaledSum> before(Tensor tensor, Uses uses) {
    try {
      return Optional.of(new Search(uses).from(tensor));
    } catch (OtherOperation e) {
      return Optional.empty();
    }
  }

  int channels() {
    int most = Math.max(factors.length, divisors.length);
    return Math.max(most, bias.map(terms -> terms.length).orElse(1));
  }

  /** Multipliers, shifts to the left, shifts to the right, and the bias where there is one. */
  List<Tensor> constants(String name) {
    List<Tensor> constants = new ArrayList<>();
    constants.add(constant(name + "/multipliers", factors, f -> f >> left(f)));
    constants.add(constant(name + "/left", factors, ScaledSum::left));
    constants.add(constant(name + "/right", divisors, Long::numberOfTrailingZeros));
    bias.ifPresent(terms -> constants.add(constant(name + "/bias", terms, term -> term)));
    return constants;
  }

  private Tensor constant(String name, long[] values, LongUnaryOperator each) {
    long[] all = new long[channels()];
    Arrays.setAll(all, i -> each.applyAsLong(values[values.length == 1 ? 0 : i]));
    return Tensor.constant(name, Literal.ofLongs(DType.INT32, Shape.of(all.length), all));
  }

  /** The bits by which a mantissa of 31 bits was shifted. */
  private static int left(long factor) {
    return Math.max(0, 33 - Long.numberOfLeadingZeros(Math.abs(factor)));
  }

  private static boolean isMantissa(long factor) {
    int left = left(factor);
    return left < 32 && factor >> left << left == factor;
  }

  /** The operations are others. */
  private static final class OtherOperation extends Exception {
    private static final long serialVersionUID = 1;

    OtherOperation() {
      super("other operations", null, false, false);
    }
  }

  /** A walk from the last operation to the first. */
  private static final class Search {
    private final Uses uses;
    private final List<String> nodes = new ArrayList<>();

    Search(Uses uses) {
      this.uses = uses;
    }

    ScaledSum from(Tensor tensor) throws OtherOperation {
      Op division = binary(tensor, BinaryFn.FLOOR_DIV);
      long[] divisors = constant(division.in(1));
      Op addition = binary(division.in(0), BinaryFn.ADD);
      boolean twice = uses.maker(addition.in(0)).filter(op -> is(op, BinaryFn.ADD)).isPresent();
      Tensor high = twice ? rounded(addition, divisors) : tensor;
      if (twice) {
        division = binary(high, BinaryFn.FLOOR_DIV);
        addition = binary(division.in(0), BinaryFn.ADD);
      }
      require(isAll(constant(division.in(1)), WHOLE));
      require(isAll(constant(addition.in(1)), WHOLE / 2));
      Op product = binary(addition.in(0), BinaryFn.MUL);
      long[] factors = constant(product.in(1));
      require(Arrays.stream(factors).allMatch(ScaledSum::isMantissa));
      long[] powers = twice ? divisors : new long[] {1};
      return sum(product.in(0), factors, powers);
    }

    /** The number that the second rounding divides: plus a half, less 1 where it is negative. */
    private Tensor rounded(Op addition, long[] divisors) throws OtherOperation {
      Op less = binary(addition.in(0), BinaryFn.ADD);
      Op most = binary(less.in(1), BinaryFn.MAX);
      Op sign = binary(most.in(0), BinaryFn.FLOOR_DIV);
      require(less.in(0) == sign.in(0) && isAll(constant(sign.in(1)), WHOLE));
      require(Arrays.stream(divisors).allMatch(d -> d > 0 && d <= WHOLE && Long.bitCount(d) == 1));
      require(Arrays.equals(constant(addition.in(1)), mapped(divisors, d -> d >> 1)));
      require(Arrays.equals(constant(most.in(1)), mapped(divisors, d -> d == 1 ? 0 : -1)));
      return less.in(0);
    }

    private ScaledSum sum(Tensor whole, long[] factors, long[] divisors) throws OtherOperation {
      Optional<Op> addition = uses.maker(whole).filter(op -> is(op, BinaryFn.ADD));
      Optional<long[]> bias = Optional.empty();
      Tensor terms = whole;
      if (addition.isPresent() && addition.get().in(1).isConstant()) {
        bias = Optional.of(constant(binary(whole, BinaryFn.ADD).in(1)));
        require(Arrays.stream(bias.get()).allMatch(term -> term == (int) term));
        terms = addition.get().in(0);
      }
      Op cast = uses.maker(terms, OpKind.Cast.class).orElse(null);
      require(cast != null);
      nodes.addAll(cast.nodes());
      DType from = cast.in(0).dtype();
      require(from == DType.FLOAT || from == DType.INT32);
      return new ScaledSum(cast.in(0), bias, factors, divisors, List.copyOf(nodes));
    }

    private static long[] mapped(long[] divisors, LongUnaryOperator each) {
      long[] mapped = Arrays.stream(divisors).map(each).toArray();
      return Arrays.stream(mapped).distinct().count() == 1 ? new long[] {mapped[0]} : mapped;
    }

    private Op binary(Tensor tensor, BinaryFn fn) throws OtherOperation {
      Op op = uses.maker(tensor).filter(maker -> is(maker, fn)).orElse(null);
      require(op != null && tensor.dtype() == DType.INT64);
      nodes.addAll(op.nodes());
      return op;
    }

    private static boolean is(Op op, BinaryFn fn) {
      return op.kind() instanceof OpKind.Binary binary && binary.fn() == fn;
    }

    private static long[] constant(Tensor tensor) throws OtherOperation {
      Literal literal = tensor.value().orElse(null);
      require(literal != null && literal.shape().rank() <= 1);
      return literal.toLongs();
    }

    private static boolean isAll(long[] values, long wanted) {
      return values.length == 1 && values[0] == wanted;
    }

    private static void require(boolean holds) throws OtherOperation {
      if (!holds) {
        throw new OtherOperation();
      }
    }
  }
}
