package io.kwsbench.compile.pass;

import io.kwsbench.plan.kernel.BinaryFn;
import io.kwsbench.plan.kernel.ChainSource;
import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.UnaryFunction;
import io.kwsbench.program.Uses;
import io.kwsbench.tensor.DType;
import java.util.Optional;

/**
 * What is known of a tensor of floats: that it holds whole numbers alone, and between which they
 * lie.
 *
 * @param low the least, or −∞
 * @param high the largest, or ∞
 */
record WholeRange(boolean whole, float low, float high) {
  private static final WholeRange ANY =
      new WholeRange(false, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);
  private static final int MAX_DEPTH = 24;
  private static final int LEVELS = 256;

  /** What the operations before a tensor say about it. */
  static WholeRange of(Tensor tensor, Uses uses) {
    return of(tensor, uses, MAX_DEPTH);
  }

  private static WholeRange of(Tensor tensor, Uses uses, int depth) {
    Optional<Op> maker = uses.maker(tensor);
    return maker.isEmpty() || depth == 0 ? ANY : of(maker.get(), uses, depth - 1);
  }

  private static WholeRange of(Op op, Uses uses, int depth) {
    OpKind kind = op.kind();
    if (kind instanceof OpKind.Requantize requantize) {
      return new WholeRange(true, requantize.low(), requantize.high());
    }
    Optional<OpKind.Levels> levels = OpKind.Levels.of(kind);
    if (levels.isPresent()) {
      return new WholeRange(true, levels.get().low(), levels.get().high());
    }
    if (kind instanceof OpKind.Cast && op.out().dtype() == DType.FLOAT) {
      return switch (op.in(0).dtype()) {
        case INT8 -> new WholeRange(true, Byte.MIN_VALUE, Byte.MAX_VALUE);
        case UINT8 -> new WholeRange(true, 0, LEVELS - 1);
        case INT32, INT64 -> new WholeRange(true, ANY.low, ANY.high);
        default -> ANY;
      };
    }
    if (kind instanceof OpKind.Reshape || kind instanceof OpKind.View) {
      return of(op.in(0), uses, depth);
    }
    if (kind instanceof OpKind.Pool pool) {
      return pool.average() ? ANY : of(op.in(0), uses, depth);
    }
    if (kind instanceof OpKind.Concat) {
      return op.inputs().stream()
          .map(input -> of(input, uses, depth))
          .reduce(WholeRange::or)
          .orElse(ANY);
    }
    if (kind instanceof OpKind.Unary unary) {
      return of(op.in(0), uses, depth).then(unary.fn());
    }
    return kind instanceof OpKind.Chain chain
        ? of(op, chain, of(op.in(0), uses, depth), uses, depth)
        : ANY;
  }

  private static WholeRange of(float number) {
    return new WholeRange(isWhole(number), number, number);
  }

  private static WholeRange of(Op op, OpKind.Chain chain, WholeRange from, Uses uses, int depth) {
    WholeRange at = from;
    int argument = 1;
    for (OpKind.Link link : chain.links()) {
      if (link.source() == ChainSource.UNARY) {
        at = at.then(link.unary());
      } else {
        WholeRange other =
            link.takesOperand() ? of(op.in(argument++), uses, depth) : of(link.immediate());
        at = at.then(link.binary(), other);
      }
    }
    return at;
  }

  private WholeRange or(WholeRange other) {
    return new WholeRange(
        whole && other.whole, Math.min(low, other.low), Math.max(high, other.high));
  }

  private WholeRange then(UnaryFunction fn) {
    return switch (fn.kind()) {
      case IDENTITY -> this;
      case CLAMP -> clamped(fn.alpha(), fn.beta());
      case FLOOR, CEIL, ROUND, SIGN -> new WholeRange(true, ANY.low, ANY.high);
      case AFFINE -> then(BinaryFn.MUL, of(fn.alpha())).then(BinaryFn.ADD, of(fn.beta()));
      default -> ANY;
    };
  }

  private WholeRange clamped(float least, float most) {
    return new WholeRange(
        whole && (isWhole(least) || least == ANY.low) && (isWhole(most) || most == ANY.high),
        Math.min(Math.max(low, least), most),
        Math.min(Math.max(high, least), most));
  }

  private WholeRange then(BinaryFn fn, WholeRange other) {
    boolean both = whole && other.whole;
    return switch (fn) {
      case ADD -> within(both, low + other.low, high + other.high);
      case SUB -> within(both, low - other.high, high - other.low);
      case MUL -> {
        boolean one = other.low == 1 && other.high == 1;
        yield one ? this : new WholeRange(both, ANY.low, ANY.high);
      }
      default -> ANY;
    };
  }

  /** Sums, whose rounding leaves whole numbers whole. */
  private static WholeRange within(boolean whole, float low, float high) {
    boolean exact = isWhole(low) && isWhole(high);
    return new WholeRange(whole, exact ? low : ANY.low, exact ? high : ANY.high);
  }

  static boolean isWhole(float x) {
    return x == Math.rint(x) && Math.abs(x) <= 1 << 24;
  }

  /**
   * The level of 8 bits that stands for zero, where all numbers have one and zero, too; empty where
   * they do not.
   */
  Optional<Integer> zero() {
    boolean fits = whole && low <= 0 && high < low + LEVELS && low + LEVELS > 0;
    return fits ? Optional.of(Byte.MIN_VALUE - (int) low) : Optional.empty();
  }

  /** Returns whether numbers are whole and between two bounds. */
  static boolean holds(float[] numbers, float least, float most) {
    for (float x : numbers) {
      if (!isWhole(x) || x < least || x > most) {
        return false;
      }
    }
    return true;
  }
}
