package io.kwsbench.formats.tflite;

import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.ArrayOps;
import io.kwsbench.rewrite.ir.MathOps;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.rewrite.levels.Multiplier;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.util.List;

/**
 * SVDF layers on levels of 8 bits; the state and the weights of the time steps have 16 or 8.
 *
 * @see <a
 *     href="https://github.com/tensorflow/tensorflow/blob/master/tensorflow/lite/kernels/internal/reference/svdf.h">
 *     svdf.h</a>
 */
final class IntegerRankFilter {
  private static final int STATE = 4;

  /** Products that a unit adds up: each takes a node. */
  private static final int MOST = 1024;

  private final TfliteCall call;
  private final IntegerCall integers;

  IntegerRankFilter(TfliteCall call) {
    this.call = call;
    integers = new IntegerCall(call);
    for (int weights = 1; weights <= 2; weights++) {
      if (integers.in(weights).zero() != 0) {
        throw call.error("has weights that are not symmetric");
      }
    }
    boolean bytes =
        integers.in(0).type() == TfliteElementType.INT8
            && integers.in(1).type() == TfliteElementType.INT8
            && integers.out().type() == TfliteElementType.INT8;
    if (!bytes || integers.in(STATE).zero() != 0) {
      throw call.error("is read for int8 and a symmetric state");
    }
  }

  RankFilter.Result of(Value state) {
    Value x = StatefulOps.rows(call, integers.levels(0));
    RankFilter sizes = RankFilter.of(call, x.dim(1));
    if (sizes.rank() * sizes.memory() > MOST) {
      throw call.error("adds up more than " + MOST + " products");
    }
    Value next = sizes.moved(call.arrays(), state, newest(x));
    Value whole = sums(sizes, next);
    Value biased = WeightedSums.biased(integers, whole, 3);
    Multiplier factor = factor(STATE, 2, integers.out());
    Value levels = integers.rescaling().levels(biased, List.of(factor), integers.out().range());
    return new RankFilter.Result(levels, next);
  }

  private Multiplier factor(int levels, int weights, Affine to) {
    float both = integers.in(levels).scale() * integers.in(weights).scale();
    return Multiplier.of(both / to.scale());
  }

  /** What the filters make of a step's features, on the state's scale. */
  private Value newest(Value x) {
    Literal weights = integers.constant(1);
    Value columns = call.folded(call.arrays().transpose(call.graph().constant(weights), 1, 0));
    Value sums =
        new LevelSums(integers, integers.in(0), call.math()::matMul)
            .of(x, columns.node().constant(), 0);
    Affine state = integers.in(STATE);
    Multiplier factor = factor(0, 1, state);
    return integers.rescaling().levels(sums, List.of(factor), state.range());
  }

  /** For each unit the sum over its filters and their steps, in 64 bits. */
  private Value sums(RankFilter sizes, Value state) {
    MathOps math = call.math();
    ArrayOps arrays = call.arrays();
    Literal times = integers.constant(2);
    long[] factors = new long[times.size()];
    for (int i = 0; i < factors.length; i++) {
      factors[i] = (long) times.real(i);
    }
    Literal whole =
        Literal.ofLongs(DType.INT64, Shape.of(sizes.filters(), sizes.memory()), factors);
    Value products = math.mul(math.cast(state, DType.INT64), call.graph().constant("times", whole));
    int count = sizes.rank() * sizes.memory();
    Value byUnit = arrays.reshape(products, sizes.units(), count);
    Value sum = arrays.slice(byUnit, 1, 0, 1);
    for (int i = 1; i < count; i++) {
      sum = math.add(sum, arrays.slice(byUnit, 1, i, i + 1));
    }
    return arrays.reshape(sum, 1, sizes.units());
  }
}
