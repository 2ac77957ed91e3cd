package io.kwsbench.formats.tflite;

import io.kwsbench.rewrite.ir.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Layers of one time step, which keep a state from run to run: zeros in the first. */
final class StatefulOps {
  private static final int STATE = 4;

  private final Variables variables;

  StatefulOps(Variables variables) {
    this.variables = variables;
  }

  Map<String, TfliteOp> ops() {
    return Map.of("RNN", this::rnn, "SVDF", this::filtered);
  }

  private List<Value> rnn(TfliteCall call) {
    boolean asymmetric = call.operator().flag(1);
    GateWeights input = GateWeights.of(call, asymmetric, 1);
    GateWeights state = GateWeights.of(call, asymmetric, 2);
    Value x = rows(call, call.in(0));
    if (x.dim(1) != input.features() || state.features() != input.width()) {
      throw call.error("has weights that do not fit its input");
    }
    Value before = call.arrays().reshape(variables.kept(call, STATE), 1, input.width());
    Value products = input.times(call.graph(), x, "kernel");
    Value biased = call.graph().nn().biasAdd(products, call.in(3));
    Value after = state.times(call.graph(), before, "recurrent_kernel");
    Value sum = call.math().add(biased, after);
    Value result = call.activated(sum, 0);
    variables.keep(call, STATE, result);
    return List.of(result);
  }

  private List<Value> filtered(TfliteCall call) {
    Value state = variables.kept(call, STATE);
    boolean levels = call.results().get(0).type().isNarrow();
    RankFilter.Result result =
        levels ? new IntegerRankFilter(call).of(state) : RealRankFilter.of(call, state);
    variables.keep(call, STATE, call.arrays().reshape(result.state(), state.shape()));
    return List.of(result.output());
  }

  /** The one row that a step takes. */
  static Value rows(TfliteCall call, Value x) {
    if (x.rank() != 2 || x.dim(0) != 1) {
      throw call.error("takes " + Arrays.toString(x.shape()) + "; one row is read");
    }
    return x;
  }
}
