package io.kwsbench.graph;

import io.kwsbench.KwsException;
import io.kwsbench.metadata.CarriedTensor;
import io.kwsbench.metadata.ModelMetadata;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.TensorName;
import io.kwsbench.tensor.TensorSpec;
import io.kwsbench.tensor.TensorValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/**
 * A frozen TensorFlow graph: nodes and constants, no variables.
 *
 * <pre>{@code
 * FrozenGraph graph = FrozenGraph.load(Path.of("frozen.pb"));
 * graph.inputs();  // decoded_sample_data:0 float[16000,1], decoded_sample_data:1 int32[]
 * graph.outputs(); // labels_softmax:0
 * }</pre>
 *
 * <p>Immutable and thread-safe. Needs protobuf classes only, no natives.
 */
public final class FrozenGraph {
  private static final Set<String> VARIABLES =
      Set.of(
          "Variable",
          "VariableV2",
          "VarHandleOp",
          "AutoReloadVariable",
          "TemporaryVariable",
          "ReadVariableOp",
          "Assign",
          "AssignVariableOp");

  private final String source;
  private final byte[] bytes;
  private final GraphDef def;
  private final Map<String, Node> nodes;
  private final List<Node> order;
  private final List<State> states;

  /**
   * A tensor that a run hands to the next. An engine feeds it by itself, so it is neither among the
   * inputs nor among the outputs.
   *
   * @param input which takes it
   * @param output which computes the next run's
   * @param carried what it is in the first run
   */
  public record State(TensorSpec input, TensorName output, CarriedTensor carried) {
    /** Its value in the first run. */
    public TensorValue initial() {
      double[] values = carried.values(Math.toIntExact(input.shape().elements().orElseThrow()));
      if (input.dtype() == DType.FLOAT) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
          floats[i] = (float) values[i];
        }
        return TensorValue.ofFloats(input.shape(), floats);
      }
      int[] ints = Arrays.stream(values).mapToInt(value -> (int) value).toArray();
      return TensorValue.ofInts(input.shape(), ints);
    }
  }

  private FrozenGraph(String source, byte[] bytes, GraphDef def) {
    this.source = source;
    this.bytes = bytes;
    this.def = def;
    this.nodes = nodes(def, source);
    ConstantCheck.check(nodes.values(), source);
    ArityCheck.check(nodes.values(), source);
    this.order = List.copyOf(TopologicalOrder.of(nodes, source));
    this.states = CarriedTensors.of(nodes, source);
  }

  /**
   * Reads a graph from a file.
   *
   * @throws KwsException when the file is missing or is no frozen graph; the message names it and
   *     says what it is instead
   */
  public static FrozenGraph load(Path file) {
    return parse(bytes(file), file.toString());
  }

  /**
   * The bytes of a file that may be a graph, or a model that an importer makes one of.
   *
   * @throws KwsException when there is no such file, it cannot be read, or is too large
   */
  public static byte[] bytes(Path file) {
    return GraphFile.read(file);
  }

  /**
   * Reads a graph from the bytes of a serialized GraphDef.
   *
   * @param source what messages call it, such as the file's path
   * @throws KwsException when the bytes are no frozen graph
   */
  public static FrozenGraph parse(byte[] bytes, String source) {
    return new FrozenGraph(source, bytes.clone(), GraphFile.parse(bytes, source));
  }

  private static Map<String, Node> nodes(GraphDef def, String source) {
    Map<String, Node> nodes = new LinkedHashMap<>();
    for (NodeDef proto : def.getNodeList()) {
      Node node = node(proto, source);
      if (VARIABLES.contains(node.op())) {
        throw new KwsException(source + ": not frozen: node " + node.name() + " is a " + node.op());
      }
      if (nodes.put(node.name(), node) != null) {
        throw new KwsException(source + ": two nodes are named " + node.name());
      }
    }
    return nodes;
  }

  private static Node node(NodeDef def, String source) {
    List<TensorName> inputs = new ArrayList<>();
    List<String> controls = new ArrayList<>();
    for (String input : def.getInputList()) {
      if (input.startsWith("^")) {
        controls.add(input.substring(1));
      } else {
        try {
          inputs.add(TensorName.parse(input));
        } catch (IllegalArgumentException e) {
          throw new KwsException(
              source + ": node " + def.getName() + " has an input that is " + e.getMessage(), e);
        }
      }
    }
    return new Node(def.getName(), def.getOp(), inputs, controls, def.getAttrMap());
  }

  /** The name in messages and reports: the file's path. */
  public String source() {
    return source;
  }

  /** Size of the serialized graph in bytes. */
  public long sizeBytes() {
    return bytes.length;
  }

  /** A copy of the serialized graph, byte for byte as it was read. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  /** The parsed protobuf. */
  public GraphDef def() {
    return def;
  }

  /**
   * All nodes in topological order: each after its inputs, but for the {@code NextIteration} that
   * feeds a while loop's {@code Merge}.
   */
  public List<Node> nodes() {
    return order;
  }

  /** The node of that name. */
  public Optional<Node> node(String name) {
    return Optional.ofNullable(nodes.get(name));
  }

  /**
   * The node that a tensor comes from.
   *
   * @throws KwsException when the graph lacks it; the message has the nearest names
   */
  public Node require(TensorName tensor) {
    Node node = nodes.get(tensor.node());
    if (node == null) {
      throw new KwsException(
          source + ": no node " + tensor.node() + NearestNames.hint(tensor.node(), nodes.keySet()));
    }
    return node;
  }

  /**
   * The value of a {@code Const} node; empty for other ops.
   *
   * @throws KwsException when the constant contradicts itself
   */
  public Optional<Literal> constant(Node node) {
    if (!node.op().equals("Const") || !node.hasAttr("value")) {
      return Optional.empty();
    }
    String where = source + ": node " + node.name();
    return Optional.of(LiteralReader.read(node.attrs().get("value").getTensor(), where));
  }

  /** Bytes of all constants: the weights, and the few numbers that shapes are made of. */
  public long weightBytes() {
    long sum = 0;
    for (Node node : order) {
      if (node.op().equals("Const") && node.hasAttr("value")) {
        var tensor = node.attrs().get("value").getTensor();
        long elements = LiteralReader.shape(tensor.getTensorShape()).elements().orElse(0);
        sum +=
            Math.min(elements, Integer.MAX_VALUE)
                * DType.find(tensor.getDtypeValue()).map(DType::bytes).orElse(0);
      }
    }
    return sum;
  }

  /**
   * The inputs of the graph: a DecodeWav's samples (float {@code [samples, channels]}) and rate
   * (Hz, an int32 scalar), and the other placeholders that the outputs need, without {@link
   * #states}. Unknown dimensions are −1.
   */
  public List<TensorSpec> inputs() {
    return new Signature(this).inputs();
  }

  /** The tensors that a run hands to the next; empty where each run is the first. */
  public List<State> states() {
    return states;
  }

  /**
   * The metadata of an output, such as the names of its classes.
   *
   * @throws KwsException when that cannot be understood, or the graph lacks the tensor
   */
  public ModelMetadata metadata(TensorName output) {
    Node node = require(output);
    return MetadataAttributes.of(node, source + ": node " + node.name());
  }

  /**
   * The protobuf of the graph with other metadata of an output.
   *
   * @throws KwsException when the graph lacks the tensor
   */
  public GraphDef withMetadata(TensorName output, ModelMetadata metadata) {
    Node changed = require(output);
    GraphDef.Builder next = def.toBuilder();
    for (NodeDef.Builder node : next.getNodeBuilderList()) {
      if (node.getName().equals(changed.name())) {
        MetadataAttributes.put(node, metadata);
      }
    }
    return next.build();
  }

  /**
   * The outputs of the graph: its sinks, or only those that are a softmax if there are any; in the
   * file's order.
   */
  public List<TensorName> outputs() {
    return new Signature(this).outputs();
  }
}
