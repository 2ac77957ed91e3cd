package io.kwsbench.formats.onnx;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

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
    all.putAll(SelectionOps.all());
    all.putAll(GatheringOps.all());
    all.putAll(BlockOps.all());
    all.putAll(ResizeOps.all());
    all.putAll(SpectralOps.all());
    all.putAll(ConvolutionOps.all());
    all.putAll(TransposedConvolutions.all());
    all.putAll(PoolingOps.all());
    all.putAll(NormPools.all());
    all.putAll(ReductionOps.all());
    all.putAll(NormalizationOps.all());
    all.putAll(ProductOps.all());
    all.putAll(EinsumOps.all());
    all.putAll(RecurrentOps.all());
    all.putAll(QuantizedOps.all());
    all.putAll(QuantizedElements.all());
    return all;
  }

  /** Their names, sorted; those of ONNX Runtime's own domain begin with it. */
  public static Set<String> names() {
    Set<String> names = new TreeSet<>(ALL.keySet());
    names.addAll(ControlFlow.OPERATORS);
    names.addAll(Sequences.OPERATORS);
    return names;
  }

  static Optional<OnnxOp> find(String name) {
    return Optional.ofNullable(ALL.get(name));
  }
}
