package io.kwsbench.formats.onnx;

import com.google.protobuf.ByteString;
import io.kwsbench.KwsException;
import io.kwsbench.formats.shared.Folding;
import io.kwsbench.formats.shared.ImportedGraph;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.metadata.ModelMetadata;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns an ONNX model into a frozen graph that computes the same.
 *
 * <p>Inputs and the output keep their names as far as TensorFlow allows them. An open batch is one
 * clip. Models of opset 7 to 21 are read; {@link OnnxOps} lists the operators.
 *
 * @see <a href="https://onnx.ai/onnx/operators/">ONNX's operators</a>
 */
public final class OnnxReader {
  /** The ending of such files' names. */
  public static final String EXTENSION = ".onnx";

  private static final int FIRST_OPSET = 7;
  private static final int LAST_OPSET = 21;

  private final OnnxModel model;
  private final String source;
  private final OnnxCall.Work work;
  private final Map<String, Laid> values = new HashMap<>();

  private OnnxReader(OnnxModel model, Path folder, String source) {
    IrBuilder graph = new IrBuilder();
    this.model = model;
    this.source = source;
    work =
        new OnnxCall.Work(graph, new Layouts(graph), new Folding(graph), new ExternalData(folder));
  }

  /**
   * Reads a model.
   *
   * @param source what messages call it
   * @param folder where its external data lie; null where it comes from no file
   * @throws KwsException when the bytes are no such model, or something in it cannot be had as a
   *     graph; the message has the source and the node
   */
  public static FrozenGraph read(byte[] bytes, String source, Path folder) {
    try {
      OnnxModel model = OnnxModel.parse(ByteString.copyFrom(bytes));
      return FrozenGraph.parse(new OnnxReader(model, folder, source).graph(), source);
    } catch (KwsException e) {
      boolean named = e.getMessage().startsWith(source);
      throw named ? e : new KwsException(source + ": " + e.getMessage(), e);
    } catch (ArithmeticException e) {
      throw new KwsException(source + ": a number too large", e);
    } catch (OutOfMemoryError | StackOverflowError | NegativeArraySizeException e) {
      throw new KwsException(source + ": too large to read in the memory of this process", e);
    }
  }

  private byte[] graph() {
    if (model.opset() < FIRST_OPSET || model.opset() > LAST_OPSET) {
      throw new KwsException(
          "opset "
              + model.opset()
              + "; opsets "
              + FIRST_OPSET
              + " to "
              + LAST_OPSET
              + " are read: convert it with onnx.version_converter");
    }
    if (model.outputs().size() != 1) {
      throw new KwsException(
          "it has "
              + model.outputs().size()
              + " outputs ("
              + String.join(", ", model.outputs())
              + "); models with one output are read");
    }
    model.inputs().forEach(this::input);
    model.constants().forEach(this::constant);
    model.nodes().forEach(this::node);
    String output = model.outputs().get(0);
    Laid result = values.get(output);
    if (result == null) {
      throw new KwsException("nothing computes its output " + output);
    }
    return ImportedGraph.write(
        work.graph(),
        work.layouts().plain(result),
        output,
        ModelMetadata.importedFrom(source, "opset " + model.opset()));
  }

  private void input(OnnxModel.Input input) {
    int[] dims = input.dims().clone();
    for (int i = 0; i < dims.length; i++) {
      if (dims[i] < 0 && i > 0) {
        throw new KwsException(
            "input "
                + input.name()
                + " leaves its dimension "
                + i
                + " open: export it with a size");
      }
      dims[i] = Math.abs(dims[i]);
    }
    Value fed = ImportedGraph.input(work.graph(), input.name(), input.type().dtype(), dims);
    define(input.name(), Laid.plain(fed));
  }

  private void constant(OnnxModel.Constant constant) {
    try {
      work.graph().setScope("");
      Value value =
          work.graph()
              .constant(
                  ImportedGraph.tensorFlowName(constant.name()),
                  OnnxTensor.read(constant.tensor(), work.files()));
      define(constant.name(), Laid.plain(value));
    } catch (KwsException e) {
      throw new KwsException("initializer " + constant.name() + ": " + e.getMessage(), e);
    }
  }

  private void node(OnnxNode node) {
    OnnxOp op = op(node);
    List<Laid> inputs = new ArrayList<>();
    for (String name : node.inputs()) {
      Laid value = values.get(name);
      if (value == null && !name.isEmpty()) {
        throw new KwsException("node " + node.name() + ": nothing before it computes " + name);
      }
      inputs.add(value);
    }
    work.graph().setScope(ImportedGraph.tensorFlowName(node.name()));
    List<Laid> outputs = apply(op, new OnnxCall(node, model.opset(), inputs, work));
    for (int i = 0; i < node.outputs().size(); i++) {
      String name = node.outputs().get(i);
      if (!name.isEmpty() && i < outputs.size()) {
        Laid output = outputs.get(i);
        define(name, output.with(work.folding().folded(output.value())));
      }
    }
  }

  private void define(String name, Laid value) {
    if (name.isEmpty() || values.put(name, value) != null) {
      throw new KwsException(
          name.isEmpty() ? "a value has no name" : "two values are named " + name);
    }
  }

  private static List<Laid> apply(OnnxOp op, OnnxCall call) {
    try {
      return op.apply(call);
    } catch (KwsException e) {
      boolean named = e.getMessage().startsWith("node ");
      throw named ? e : new KwsException(call.error(e.getMessage()).getMessage(), e);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new KwsException(call.error("has inputs that do not fit it").getMessage(), e);
    }
  }

  private static OnnxOp op(OnnxNode node) {
    String domain = node.domain().isEmpty() ? "" : node.domain() + ".";
    if (!domain.isEmpty()) {
      throw new KwsException(
          "node " + node.name() + ": operator " + domain + node.op() + " is not ONNX's own");
    }
    return OnnxOps.find(node.op())
        .orElseThrow(
            () ->
                new KwsException(
                    "node " + node.name() + ": operator " + node.op() + " is not read"));
  }
}
