package io.kwsbench.formats.onnx;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** All operators that are read: the one list of them. */
public final class OnnxOps {
  private static final Map<String, OnnxOp> ALL = all();

  private OnnxOps() {}

  private static Map<String, OnnxOp> all() {
    Map<String, OnnxOp> all = new TreeMap<>();
    all.putAll(ElementwiseOps.all());
    all.putAll(ActivationOps.all());
    all.putAll(ShapeOps.all());
    all.putAll(IndexOps.all());
    all.putAll(ConvolutionOps.all());
    all.putAll(PoolingOps.all());
    all.putAll(ReductionOps.all());
    all.putAll(NormalizationOps.all());
    all.putAll(ProductOps.all());
    all.putAll(RecurrentOps.all());
    return all;
  }

  /** Their names, sorted. */
  public static Set<String> names() {
    return ALL.keySet();
  }

  static Optional<OnnxOp> find(String name) {
    return Optional.ofNullable(ALL.get(name));
  }
}
