package io.kwsbench.graph;

import com.google.protobuf.ByteString;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.proto.AttrValue;

/**
 * One operation of a frozen graph.
 *
 * <p>The attribute readers never fail: an attribute that is absent or of another kind reads as the
 * default, as it does in TensorFlow for absent ones.
 *
 * @param name unique in the graph
 * @param op TensorFlow's op type, such as {@code Conv2D}
 * @param inputs the data inputs, in order
 * @param controlInputs names of nodes that must run before this one
 * @param attrs attributes by name, as the graph holds them
 */
public record Node(
    String name,
    String op,
    List<TensorName> inputs,
    List<String> controlInputs,
    Map<String, AttrValue> attrs) {
  public Node {
    inputs = List.copyOf(inputs);
    controlInputs = List.copyOf(controlInputs);
    attrs = Map.copyOf(attrs);
  }

  public boolean hasAttr(String attr) {
    return attrs.containsKey(attr);
  }

  public long intAttr(String attr, long absent) {
    AttrValue value = attrs.get(attr);
    return value != null && value.hasI() ? value.getI() : absent;
  }

  public double realAttr(String attr, double absent) {
    AttrValue value = attrs.get(attr);
    return value != null && value.hasF() ? value.getF() : absent;
  }

  public boolean boolAttr(String attr, boolean absent) {
    AttrValue value = attrs.get(attr);
    return value != null && value.hasB() ? value.getB() : absent;
  }

  public String stringAttr(String attr, String absent) {
    AttrValue value = attrs.get(attr);
    ByteString text = value != null && value.hasS() ? value.getS() : null;
    return text != null && text.isValidUtf8() ? text.toStringUtf8() : absent;
  }

  /** The integers of a list attribute; empty when absent. */
  public long[] intsAttr(String attr) {
    AttrValue value = attrs.get(attr);
    return value == null || !value.hasList()
        ? new long[0]
        : value.getList().getIList().stream().mapToLong(Long::longValue).toArray();
  }

  /** The element type that an attribute names; empty when absent or unknown. */
  public Optional<DType> typeAttr(String attr) {
    AttrValue value = attrs.get(attr);
    if (value == null || value.getTypeValue() == 0) {
      return Optional.empty();
    }
    return DType.find(value.getTypeValue());
  }

  /** The shape that an attribute holds; unknown when absent. */
  public Shape shapeAttr(String attr) {
    AttrValue value = attrs.get(attr);
    return value == null || !value.hasShape()
        ? Shape.UNKNOWN
        : LiteralReader.shape(value.getShape());
  }
}
