package io.kwsbench.formats.tflite;

import io.kwsbench.KwsException;
import io.kwsbench.formats.shared.Folding;
import io.kwsbench.formats.shared.ImportedGraph;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.metadata.ModelMetadata;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.tensor.DType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Turns a TensorFlow Lite model into a frozen graph that computes the same.
 *
 * <p>Float models, those with float16 weights and those of dynamic range are read, and integer
 * models with the arithmetic of the reference kernels; {@link TfliteOps} lists the operators. An
 * open batch is one clip.
 */
public final class TfliteReader {
  /** The ending of such files' names. */
  public static final String EXTENSION = ".tflite";

  private static final String MAIN = "serving_default";

  private final TfliteModel model;
  private final Optional<MicroManifest> micro;
  private final boolean reals;
  private final TfliteCall.Work work;

  private TfliteReader(TfliteModel model, Optional<MicroManifest> micro, boolean reals) {
    this.model = model;
    this.micro = micro;
    this.reals = reals;
    IrBuilder graph = new IrBuilder();
    work = new TfliteCall.Work(graph, new Folding(graph));
  }

  /**
   * Reads a model.
   *
   * @param source what messages call it
   * @throws KwsException when the bytes are no such model, or something in it cannot be had as a
   *     graph; the message has the source and the node
   */
  public static FrozenGraph read(byte[] bytes, String source) {
    return read(bytes, source, Optional.empty(), false);
  }

  /**
   * Reads a model that may be one of microWakeWord: then its input is the front end's features as
   * real numbers, and its output a probability.
   *
   * @param micro what the file beside it says
   * @param reals whether the inputs and the output of any model are real numbers, not levels
   * @throws KwsException as above
   */
  public static FrozenGraph read(
      byte[] bytes, String source, Optional<MicroManifest> micro, boolean reals) {
    try {
      TfliteReader reader =
          new TfliteReader(TfliteModel.parse(bytes), micro, reals || micro.isPresent());
      return reader.graph(source);
    } catch (KwsException e) {
      boolean named = e.getMessage().startsWith(source);
      throw named ? e : new KwsException(source + ": " + e.getMessage(), e);
    } catch (IndexOutOfBoundsException e) {
      throw new KwsException(source + ": damaged: an offset leads out of the file", e);
    } catch (ArithmeticException e) {
      throw new KwsException(source + ": a number too large", e);
    } catch (OutOfMemoryError | StackOverflowError | NegativeArraySizeException e) {
      throw new KwsException(source + ": too large to read in the memory of this process", e);
    }
  }

  private FrozenGraph graph(String source) {
    Main main = main();
    TfliteModel.Subgraph subgraph = main.subgraph();
    List<Value> inputs = new ArrayList<>();
    for (int index : subgraph.inputs()) {
      inputs.add(input(subgraph.tensor(index)));
    }
    Subgraphs subgraphs = new Subgraphs(model, work);
    List<Value> computed = subgraphs.apply(subgraph, inputs, main.outputs());
    List<ImportedGraph.Output> outputs = new ArrayList<>();
    for (int i = 0; i < computed.size(); i++) {
      Value result = given(computed.get(i), subgraph.tensor(main.outputs()[i]));
      outputs.add(new ImportedGraph.Output(main.outputNames().get(i), result));
    }
    return written(outputs, subgraphs.carried(), source);
  }

  private FrozenGraph written(
      List<ImportedGraph.Output> outputs, List<ImportedGraph.Carried> carried, String source) {
    if (carried.isEmpty()) {
      return ImportedGraph.write(work.graph(), outputs, metadata(source), source);
    }
    if (outputs.size() > 1) {
      throw new KwsException(
          "it has variables and "
              + outputs.size()
              + " outputs; models with variables and one output are read");
    }
    ImportedGraph.Output one = outputs.get(0);
    ImportedGraph.Outputs ends = new ImportedGraph.Outputs(one.value(), one.name(), carried);
    return FrozenGraph.parse(ImportedGraph.write(work.graph(), ends, metadata(source)), source);
  }

  private ModelMetadata metadata(String source) {
    ModelMetadata imported = ModelMetadata.importedFrom(source, "TensorFlow Lite");
    return micro.map(manifest -> manifest.write(imported)).orElse(imported);
  }

  private Value given(Value computed, TfliteTensor output) {
    return reals
        ? Conversions.givenReals(work, computed, output)
        : Conversions.given(work, computed, output);
  }

  /** The subgraph that is the model, and what it gives, in the subgraph's order. */
  private record Main(TfliteModel.Subgraph subgraph, int[] outputs, List<String> outputNames) {}

  /** The signature of the usual name, the only one, or the first subgraph of a model without. */
  private Main main() {
    List<TfliteModel.Signature> all = model.signatures();
    TfliteModel.Signature chosen =
        all.stream()
            .filter(one -> one.name().equals(MAIN))
            .findFirst()
            .orElse(all.size() == 1 ? all.get(0) : null);
    if (chosen == null && all.size() > 1) {
      String names =
          all.stream().map(TfliteModel.Signature::name).collect(Collectors.joining(", "));
      throw new KwsException("it has the signatures " + names + " and none that is called " + MAIN);
    }
    int index = chosen == null ? 0 : chosen.subgraph();
    if (index < 0 || index >= model.subgraphs().size()) {
      throw new KwsException("damaged: no subgraph " + index);
    }
    TfliteModel.Subgraph subgraph = model.subgraphs().get(index);
    Map<Integer, String> named = new LinkedHashMap<>();
    for (int output : subgraph.outputs()) {
      named.put(output, plainName(subgraph.tensor(output).shortName()));
    }
    if (chosen != null && chosen.outputs().length > 0) {
      rename(named, chosen);
    }
    if (named.isEmpty()) {
      throw new KwsException("it has no output");
    }
    int[] outputs = named.keySet().stream().mapToInt(Integer::intValue).toArray();
    return new Main(subgraph, outputs, List.copyOf(named.values()));
  }

  /** Keeps the outputs of a signature; where there are several, its names tell them apart. */
  private static void rename(Map<Integer, String> named, TfliteModel.Signature signature) {
    Map<Integer, String> own = new LinkedHashMap<>();
    for (int i = 0; i < signature.outputs().length; i++) {
      own.put(signature.outputs()[i], signature.outputNames().get(i));
    }
    if (!named.keySet().containsAll(own.keySet())) {
      throw new KwsException("damaged: signature " + signature.name() + " gives other outputs");
    }
    named.keySet().retainAll(own.keySet());
    if (named.size() > 1) {
      named.replaceAll((output, name) -> own.get(output));
    }
  }

  private Value input(TfliteTensor tensor) {
    String name = plainName(tensor.name());
    int[] dims = tensor.dims();
    for (int i = 0; i < dims.length; i++) {
      if (tensor.open()[i] && i > 0) {
        throw new KwsException(
            "input " + name + " leaves its dimension " + i + " open: convert it with a size");
      }
      if (dims[i] < 1) {
        throw new KwsException("input " + name + " has an empty dimension " + i);
      }
    }
    if (reals) {
      Value numbers = ImportedGraph.input(work.graph(), name, DType.FLOAT, dims);
      return Conversions.fedReals(work, numbers, tensor);
    }
    Value fed = ImportedGraph.input(work.graph(), name, tensor.type().stored(), dims);
    return Conversions.fed(work, fed, tensor);
  }

  /** TensorFlow's name of a node's first output is the node's. */
  private static String plainName(String name) {
    return name.endsWith(":0") ? name.substring(0, name.length() - 2) : name;
  }
}
