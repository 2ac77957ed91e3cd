package io.kwsbench.graph.shape;

import java.util.HashMap;
import java.util.Map;

/** All ops that folding computes. */
final class Evaluators {
  private Evaluators() {}

  static Map<String, Evaluator> all() {
    Map<String, Evaluator> all = new HashMap<>();
    all.putAll(ElementwiseEvaluators.all());
    all.putAll(LayoutEvaluators.all());
    all.putAll(ReductionEvaluators.all());
    all.putAll(IndexRules.evaluators());
    all.putAll(QuantizationRules.evaluators());
    ComplexEvaluators.addTo(all);
    return all;
  }
}
