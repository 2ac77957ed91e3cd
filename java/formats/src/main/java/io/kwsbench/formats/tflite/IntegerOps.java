package io.kwsbench.formats.tflite;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** All operators that are read on levels: the one list of them. */
final class IntegerOps {
  private static final Map<String, TfliteOp> ALL = all();

  private IntegerOps() {}

  private static Map<String, TfliteOp> all() {
    Map<String, TfliteOp> all = new TreeMap<>();
    all.putAll(IntegerComparisons.all());
    all.putAll(IntegerConvolutions.all());
    all.putAll(IntegerProducts.all());
    all.putAll(IntegerArithmetic.all());
    all.putAll(IntegerTables.all());
    all.putAll(IntegerActivations.all());
    all.putAll(IntegerSoftmax.all());
    all.putAll(IntegerPools.all());
    all.putAll(IntegerResize.all());
    all.putAll(IntegerLengths.all());
    all.putAll(IntegerLstm.all());
    all.putAll(IntegerMoves.all());
    all.putAll(Conversions.all());
    return all;
  }

  static Set<String> names() {
    return ALL.keySet();
  }

  /**
   * The translation of an operator on levels; empty where it works on real or plain numbers.
   *
   * @throws io.kwsbench.KwsException when it is not read for levels
   */
  static Optional<TfliteOp> find(TfliteCall call) {
    Optional<TfliteElementType> narrow = narrow(call);
    if (narrow.isEmpty()) {
      return Optional.empty();
    }
    TfliteOp op = ALL.get(call.operator().op());
    if (op == null) {
      throw call.error(
          "is not read for "
              + narrow.get()
              + ": convert the model with float, float16 or dynamic-range weights");
    }
    return Optional.of(op);
  }

  /** The type of the levels that an operator makes, or takes and computes with. */
  private static Optional<TfliteElementType> narrow(TfliteCall call) {
    for (TfliteTensor result : call.results()) {
      if (result.type().isNarrow()) {
        return Optional.of(result.type());
      }
    }
    for (int i = 0; i < call.inputs().size(); i++) {
      boolean computed = call.has(i) && !call.inputs().get(i).isConstant();
      if (computed && call.types().get(i).scale().isPresent()) {
        return Optional.of(call.types().get(i).type());
      }
    }
    return Optional.empty();
  }
}
