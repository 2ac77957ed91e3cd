package io.kwsbench.formats.savedmodel;

import io.kwsbench.KwsException;
import io.kwsbench.graph.Attrs;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.graph.Literal;
import io.kwsbench.graph.LiteralReader;
import io.kwsbench.graph.MetadataAttributes;
import io.kwsbench.graph.Node;
import io.kwsbench.graph.shape.Inference;
import io.kwsbench.graph.shape.TensorInfo;
import io.kwsbench.metadata.ModelMetadata;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorName;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;

/**
 * The frozen graph as it grows. Shapes are inferred at once, and numbers that depend on constants
 * alone become constants, so that loops and branches can be decided.
 */
final class Emission {
  /** Beyond any real spotter: a guard against models made to fill the memory. */
  private static final int MAX_NODES = 400_000;

  private static final int MAX_FOLDED = 1 << 16;
  private static final int PRODUCER = 1087;

  private final Map<String, Made> nodes = new LinkedHashMap<>();
  private final Map<String, Integer> next = new HashMap<>();
  private final Map<NodeDef, Item.Tensor> constants = new IdentityHashMap<>();
  private final Inference inference = new Inference();

  private record Made(String op, List<TensorName> inputs, Attrs attrs) {}

  /** Appends a node; a name that is taken gets a number. At least one output is handed back. */
  List<Item.Tensor> add(String op, String name, List<Item.Tensor> inputs, Attrs attrs) {
    List<TensorName> names = inputs.stream().map(Item.Tensor::name).toList();
    Node node = new Node(unique(name), op, names, List.of(), attrs.asMap());
    List<TensorInfo> infos = inference.infer(node, inputs.stream().map(Item.Tensor::info).toList());
    if (infos.size() == 1 && infos.get(0).value().filter(Emission::folds).isPresent()) {
      return List.of(constant(node.name(), infos.get(0).value().get()));
    }
    put(node.name(), new Made(op, names, attrs));
    if (infos.isEmpty()) {
      return List.of(unknown(node.name(), 0));
    }
    List<Item.Tensor> outputs = new ArrayList<>();
    for (int i = 0; i < infos.size(); i++) {
      outputs.add(new Item.Tensor(new TensorName(node.name(), i), infos.get(i)));
    }
    return outputs;
  }

  /** A further output of the node of a tensor, about which nothing is known. */
  static Item.Tensor unknown(String node, int index) {
    return new Item.Tensor(new TensorName(node, index), TensorInfo.UNKNOWN);
  }

  private static boolean folds(Literal value) {
    DType type = value.dtype();
    return value.size() <= MAX_FOLDED
        && (type == DType.INT32 || type == DType.INT64 || type == DType.BOOL);
  }

  /** A constant of the model, once however often its function is called. */
  Item.Tensor constant(NodeDef node) {
    Item.Tensor made = constants.get(node);
    if (made == null) {
      TensorProto value =
          node.getAttrOrDefault("value", AttrValue.getDefaultInstance()).getTensor();
      made = constant(node.getName(), value, info(value, "node " + node.getName()));
      constants.put(node, made);
    }
    return made;
  }

  private static TensorInfo info(TensorProto value, String where) {
    DType type =
        DType.find(value.getDtypeValue())
            .orElseThrow(
                () -> new KwsException(where + ": a constant of type " + value.getDtype()));
    Shape shape = LiteralReader.shape(value.getTensorShape());
    boolean known = shape.isStatic() && shape.elements().orElse(-1) <= MAX_FOLDED;
    boolean data = type != DType.VARIANT && type != DType.RESOURCE;
    return known && data
        ? TensorInfo.of(LiteralReader.read(value, where))
        : TensorInfo.of(type, shape);
  }

  private Item.Tensor constant(String name, TensorProto value, TensorInfo info) {
    Attrs attrs =
        Attrs.of(
            Map.of(
                "dtype",
                AttrValue.newBuilder().setType(value.getDtype()).build(),
                "value",
                AttrValue.newBuilder().setTensor(value).build()));
    String unique = unique(name);
    put(unique, new Made("Const", List.of(), attrs));
    return new Item.Tensor(new TensorName(unique, 0), info);
  }

  /** A constant of integers or booleans. */
  Item.Tensor add(String name, Literal value) {
    return constant(unique(name), value);
  }

  private Item.Tensor constant(String name, Literal value) {
    int bytes = value.dtype().bytes();
    ByteBuffer packed = ByteBuffer.allocate(bytes * value.size()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < value.size(); i++) {
      switch (bytes) {
        case 1 -> packed.put((byte) value.integer(i));
        case 4 -> packed.putInt((int) value.integer(i));
        default -> packed.putLong(value.integer(i));
      }
    }
    Attrs attrs = packed(value.dtype(), value.shape(), packed);
    put(name, new Made("Const", List.of(), attrs));
    return new Item.Tensor(new TensorName(name, 0), TensorInfo.of(value));
  }

  /** A float that is no part of the model. */
  Item.Tensor scalar(String name, float value) {
    ByteBuffer packed = ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    return constant(name, DType.FLOAT, Shape.SCALAR, packed.putFloat(value));
  }

  /** A constant from its packed bytes, little-endian. */
  Item.Tensor constant(String name, DType type, Shape shape, ByteBuffer packed) {
    String unique = unique(name);
    Attrs attrs = packed(type, shape, packed);
    put(unique, new Made("Const", List.of(), attrs));
    TensorProto value = attrs.asMap().get("value").getTensor();
    return new Item.Tensor(new TensorName(unique, 0), info(value, "node " + unique));
  }

  private static Attrs packed(DType type, Shape shape, ByteBuffer bytes) {
    DataType number = DataType.forNumber(type.number());
    return Attrs.NONE.type("dtype", type).tensor("value", number, shape.dims(), bytes.array());
  }

  private void put(String name, Made node) {
    if (nodes.size() >= MAX_NODES) {
      throw new KwsException("it unrolls to more than " + MAX_NODES + " nodes");
    }
    nodes.put(name, node);
  }

  private String unique(String name) {
    String free = name;
    for (int i = next.getOrDefault(name, 1); nodes.containsKey(free); i++) {
      free = name + "_" + i;
      next.put(name, i + 1);
    }
    return free;
  }

  /** The graph with what the ends need, each node after its inputs; the ends hold the metadata. */
  FrozenGraph build(Collection<TensorName> ends, ModelMetadata metadata, String source) {
    Set<String> needed = needed(ends);
    GraphBuilder graph = GraphBuilder.graph().producer(PRODUCER);
    nodes.forEach(
        (name, node) -> {
          if (needed.contains(name)) {
            List<String> inputs = node.inputs().stream().map(Emission::reference).toList();
            graph.op(node.op(), name, inputs).attrs(node.attrs());
            if (ends.stream().anyMatch(end -> end.node().equals(name))) {
              graph.attrs(MetadataAttributes.of(metadata));
            }
          }
        });
    return graph.build(source);
  }

  private Set<String> needed(Collection<TensorName> ends) {
    Set<String> needed = new HashSet<>();
    List<TensorName> open = new ArrayList<>(ends);
    while (!open.isEmpty()) {
      String name = open.remove(open.size() - 1).node();
      if (needed.add(name)) {
        open.addAll(nodes.get(name).inputs());
      }
    }
    return needed;
  }

  private static String reference(TensorName name) {
    return name.index() == 0 ? name.node() : name.toString();
  }
}
