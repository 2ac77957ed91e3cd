package io.kwsbench.formats.tflite;

import io.kwsbench.KwsException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** All operators that are read: the one list of them. */
public final class TfliteOps {
  private static final Map<String, TfliteOp> ALL = all();

  /** Those that run other subgraphs or keep variables: {@link Subgraphs} reads them. */
  private static final Set<String> CONTROL =
      Set.of(
          "WHILE",
          "IF",
          "CALL_ONCE",
          "VAR_HANDLE",
          "READ_VARIABLE",
          "ASSIGN_VARIABLE",
          "RNN",
          "SVDF");

  private TfliteOps() {}

  private static Map<String, TfliteOp> all() {
    Map<String, TfliteOp> all = new TreeMap<>();
    all.putAll(ElementwiseOps.all());
    all.putAll(ActivationOps.all());
    all.putAll(ShapeOps.all());
    all.putAll(IndexOps.all());
    all.putAll(PartOps.all());
    all.putAll(ConvolutionOps.all());
    all.putAll(PoolingOps.all());
    all.putAll(ReductionOps.all());
    all.putAll(ProductOps.all());
    all.putAll(RecurrentOps.all());
    all.putAll(AudioOps.all());
    all.putAll(Conversions.all());
    return all;
  }

  /** Their names, sorted. */
  public static Set<String> names() {
    Set<String> names = new TreeSet<>(ALL.keySet());
    names.addAll(IntegerOps.names());
    names.addAll(CONTROL);
    return names;
  }

  static TfliteOp find(String name, String node) {
    TfliteOp op = ALL.get(name);
    if (op != null) {
      return op;
    }
    String why = "is not read";
    if (name.startsWith("Flex")) {
      why = "is TensorFlow's own: freeze the SavedModel instead";
    }
    String where = node.isEmpty() ? "" : "node " + node + ": ";
    throw new KwsException(where + "operator " + name + " " + why);
  }
}
