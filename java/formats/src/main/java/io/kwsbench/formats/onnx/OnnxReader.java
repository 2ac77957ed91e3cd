package io.kwsbench.formats.onnx;

import com.google.protobuf.ByteString;
import io.kwsbench.KwsException;
import io.kwsbench.formats.shared.Folding;
import io.kwsbench.formats.shared.ImportedGraph;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.metadata.ModelMetadata;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.tensor.DType;
import java.nio.file.Path;
import java.util.List;

/**
 * Turns an ONNX model into a frozen graph that computes the same.
 *
 * <p>Inputs and outputs keep their names as far as TensorFlow allows them. An open batch is one
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
  private final Names names;

  private OnnxReader(OnnxModel model, Path folder, String source) {
    IrBuilder graph = new IrBuilder();
    this.model = model;
    this.source = source;
    names = Names.outermost(model.opset());
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
      return new OnnxReader(model, folder, source).graph();
    } catch (KwsException e) {
      boolean named = e.getMessage().startsWith(source);
      throw named ? e : new KwsException(source + ": " + e.getMessage(), e);
    } catch (ArithmeticException e) {
      throw new KwsException(source + ": a number too large", e);
    } catch (OutOfMemoryError | StackOverflowError | NegativeArraySizeException e) {
      throw new KwsException(source + ": too large to read in the memory of this process", e);
    }
  }

  private FrozenGraph graph() {
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
    if (model.outputs().isEmpty()) {
      throw new KwsException("it has no output");
    }
    model.inputs().forEach(this::input);
    new Bodies(model, work).fill(model.body(), names);
    List<ImportedGraph.Output> outputs = model.outputs().stream().map(this::output).toList();
    return ImportedGraph.write(
        work.graph(),
        outputs,
        ModelMetadata.importedFrom(source, "opset " + model.opset()),
        source);
  }

  private ImportedGraph.Output output(OnnxModel.Output output) {
    Names.Known result = names.find(output.name());
    if (result == null) {
      throw new KwsException("nothing computes its output " + output.name());
    }
    work.graph().setScope(ImportedGraph.tensorFlowName(output.name()));
    Value value = work.layouts().plain(result.value());
    DType declared = output.type().map(OnnxElementType::dtype).orElse(value.type());
    // narrow integers are computed as floats
    boolean whole = declared == DType.INT32 && value.type() == DType.FLOAT;
    return new ImportedGraph.Output(
        output.name(), whole ? work.graph().math().cast(value, DType.INT32) : value);
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
    names.define(input.name(), new Names.Known(Laid.plain(fed), input.type()));
  }
}
