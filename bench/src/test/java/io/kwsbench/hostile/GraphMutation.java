package io.kwsbench.hostile;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/** Changes a frozen graph's nodes, edges, attributes and constants, and leaves it readable. */
final class GraphMutation {
  private static final List<String> OPS =
      List.of(
          "Relu",
          "Softmax",
          "MatMul",
          "Conv2D",
          "DepthwiseConv2dNative",
          "MaxPool",
          "Reshape",
          "Const",
          "Placeholder",
          "Identity",
          "ConcatV2",
          "StridedSlice",
          "Transpose",
          "Mean",
          "BiasAdd",
          "AddN",
          "Split",
          "Pack",
          "Pad",
          "Tile",
          "GatherV2",
          "ExpandDims",
          "Squeeze",
          "Fill",
          "Range",
          "Shape",
          "Slice",
          "OneHot",
          "Cast",
          "DecodeWav",
          "AudioSpectrogram",
          "Mfcc",
          "Enter",
          "Exit",
          "Merge",
          "Switch",
          "NextIteration",
          "LoopCond",
          "While",
          "Unknown",
          "",
          "WriteFile",
          "ReverseV2",
          "ExtractImagePatches",
          "BatchMatMulV2",
          "Select",
          "TensorArrayV3",
          "FusedBatchNorm");
  private static final List<String> TEXTS =
      List.of(
          "",
          "SAME",
          "VALID",
          "EXPLICIT",
          "NCHW",
          "NHWC",
          "x",
          "\u0000",
          "\u001b[2J",
          "é",
          "^a",
          "a:9");
  private final Random random;

  private GraphMutation(Random random) {
    this.random = random;
  }

  static byte[] of(byte[] sound, Random random) {
    try {
      GraphDef.Builder graph = GraphDef.parseFrom(sound).toBuilder();
      GraphMutation mutation = new GraphMutation(random);
      int changes = 1 + random.nextInt(3);
      for (int i = 0; i < changes && graph.getNodeCount() > 0; i++) {
        mutation.change(graph);
      }
      return graph.build().toByteArray();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("the sound graph is none", e);
    }
  }

  private void change(GraphDef.Builder graph) {
    int at = random.nextInt(graph.getNodeCount());
    NodeDef.Builder node = graph.getNodeBuilder(at);
    NodeDef other = graph.getNode(random.nextInt(graph.getNodeCount()));
    switch (random.nextInt(10)) {
      case 0 -> node.setOp(random.nextBoolean() ? other.getOp() : pick(OPS));
      case 1 -> node.setName(random.nextInt(3) == 0 ? pick(TEXTS) : other.getName());
      case 2 -> {
        if (random.nextInt(3) == 0) {
          graph.removeNode(at);
        } else {
          graph.addNode(node.clone().setName(node.getName() + "_" + random.nextInt(9)));
        }
      }
      case 3, 4 -> edges(node, other);
      default -> attribute(node, other);
    }
  }

  private void edges(NodeDef.Builder node, NodeDef other) {
    String edge = random.nextInt(4) == 0 ? pick(TEXTS) : other.getName();
    int port = random.nextInt(6);
    edge = port == 0 ? edge + ":" + edge().intValue() : port == 1 ? "^" + edge : edge;
    int count = node.getInputCount();
    int choice = random.nextInt(4);
    if (count == 0 || choice == 0) {
      node.addInput(edge);
    } else if (choice == 1) {
      List<String> inputs = new ArrayList<>(node.getInputList());
      inputs.remove(random.nextInt(count));
      node.clearInput().addAllInput(inputs);
    } else {
      node.setInput(random.nextInt(count), edge);
    }
  }

  private void attribute(NodeDef.Builder node, NodeDef other) {
    List<String> names = new ArrayList<>(node.getAttrMap().keySet());
    if (names.isEmpty() || random.nextInt(12) == 0) {
      node.putAllAttr(other.getAttrMap());
      return;
    }
    String name = pick(names);
    AttrValue.Builder value = node.getAttrOrThrow(name).toBuilder();
    switch (random.nextInt(8)) {
      case 0 -> node.removeAttr(name);
      case 1 -> node.putAttr(name, other.getAttrOrDefault(name, any().build()));
      case 2 -> node.putAttr(name, any().build());
      default -> node.putAttr(name, odd(value).build());
    }
  }

  /** The same kind of value, another one. */
  private AttrValue.Builder odd(AttrValue.Builder value) {
    switch (value.getValueCase()) {
      case I -> value.setI(edge());
      case F -> value.setF(number());
      case S -> value.setS(ByteString.copyFromUtf8(pick(TEXTS)));
      case TYPE -> value.setType(type());
      case SHAPE -> value.setShape(shape(value.getShape().toBuilder()));
      case TENSOR -> tensor(value.getTensorBuilder());
      case LIST -> list(value.getListBuilder());
      default -> value.setB(!value.getB());
    }
    return value;
  }

  private void list(AttrValue.ListValue.Builder list) {
    if (list.getICount() > 0 && random.nextInt(4) != 0) {
      list.setI(random.nextInt(list.getICount()), edge());
    } else {
      list.addI(edge());
      list.addS(ByteString.copyFromUtf8(pick(TEXTS)));
    }
  }

  private void tensor(TensorProto.Builder tensor) {
    switch (random.nextInt(6)) {
      case 0 -> tensor.setDtype(type());
      case 1 -> tensor.setTensorShape(shape(tensor.getTensorShape().toBuilder()));
      case 2 ->
          tensor.setTensorContent(
              ByteString.copyFrom(Mutation.bytes(tensor.getTensorContent().toByteArray(), random)));
      case 3 -> tensor.addFloatVal(number()).addIntVal(edge().intValue());
      case 4 -> {
        byte[] bytes = tensor.getTensorContent().toByteArray();
        for (int i = 0; i < 3 && bytes.length > 0; i++) {
          Mutation.number(bytes, random.nextInt(bytes.length), random);
        }
        tensor.setTensorContent(ByteString.copyFrom(bytes));
      }
      default -> tensor.clearTensorContent();
    }
  }

  private TensorShapeProto.Builder shape(TensorShapeProto.Builder shape) {
    int rank = shape.getDimCount();
    switch (random.nextInt(5)) {
      case 0 -> shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(edge()));
      case 1 -> shape.setUnknownRank(!shape.getUnknownRank());
      case 2 -> {
        for (int i = 0; i < random.nextInt(300); i++) {
          shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(1));
        }
      }
      default -> {
        if (rank > 0) {
          shape.setDim(random.nextInt(rank), TensorShapeProto.Dim.newBuilder().setSize(edge()));
        }
      }
    }
    return shape;
  }

  private AttrValue.Builder any() {
    AttrValue.Builder value = AttrValue.newBuilder();
    return switch (random.nextInt(5)) {
      case 0 -> value.setI(edge());
      case 1 -> value.setType(type());
      case 2 -> value.setS(ByteString.copyFromUtf8(pick(TEXTS)));
      case 3 -> value.setShape(shape(TensorShapeProto.newBuilder()));
      default -> value;
    };
  }

  private Long edge() {
    return random.nextInt(3) == 0
        ? Mutation.EDGES[random.nextInt(Mutation.EDGES.length)]
        : Long.valueOf(random.nextInt(20) - 3);
  }

  private float number() {
    float[] odd = {
      0, -0f, 1, -1, Float.NaN, Float.POSITIVE_INFINITY, Float.MAX_VALUE, 1e-40f, 0.5f
    };
    return odd[random.nextInt(odd.length)];
  }

  private DataType type() {
    DataType[] types = DataType.values();
    DataType type = types[random.nextInt(types.length)];
    return type == DataType.UNRECOGNIZED ? DataType.DT_INT32 : type;
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
