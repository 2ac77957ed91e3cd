package io.kwsbench.graph;

import com.google.protobuf.InvalidProtocolBufferException;
import io.kwsbench.KwsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/**
 * A frozen TensorFlow graph: nodes and constants, no variables.
 *
 * <p>Immutable and thread-safe. Needs protobuf classes only, no natives.
 */
public final class FrozenGraph {
  private final String source;
  private final byte[] bytes;
  private final GraphDef def;
  private final Map<String, Node> nodes;

  private FrozenGraph(String source, byte[] bytes, GraphDef def, Map<String, Node> nodes) {
    this.source = source;
    this.bytes = bytes;
    this.def = def;
    this.nodes = nodes;
  }

  /**
   * Reads a graph from a file.
   *
   * @throws KwsException when the file is missing or is no frozen graph; the message names it
   */
  public static FrozenGraph load(Path file) {
    try {
      return parse(Files.readAllBytes(file), file.toString());
    } catch (IOException e) {
      throw new KwsException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Reads a graph from the bytes of a serialized GraphDef.
   *
   * @param source what messages call it, such as the file's path
   * @throws KwsException when the bytes are no frozen graph
   */
  public static FrozenGraph parse(byte[] bytes, String source) {
    try {
      GraphDef def = GraphDef.parseFrom(bytes);
      Map<String, Node> nodes = new LinkedHashMap<>();
      for (NodeDef node : def.getNodeList()) {
        nodes.put(node.getName(), toNode(node));
      }
      return new FrozenGraph(source, bytes.clone(), def, nodes);
    } catch (InvalidProtocolBufferException e) {
      throw new KwsException(source + ": not a frozen TensorFlow graph: " + e.getMessage(), e);
    }
  }

  private static Node toNode(NodeDef def) {
    List<TensorName> inputs = new ArrayList<>();
    List<String> controls = new ArrayList<>();
    for (String input : def.getInputList()) {
      if (input.startsWith("^")) {
        controls.add(input.substring(1));
      } else {
        inputs.add(TensorName.parse(input));
      }
    }
    return new Node(def.getName(), def.getOp(), inputs, controls, def.getAttrMap());
  }

  /** What messages and reports call this graph: the file's path. */
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

  /** All nodes. */
  public List<Node> nodes() {
    return List.copyOf(nodes.values());
  }

  /** The node of that name. */
  public Optional<Node> node(String name) {
    return Optional.ofNullable(nodes.get(name));
  }
}
