package io.kwsbench.keras.freeze;

import io.kwsbench.KwsException;
import io.kwsbench.graph.Attrs;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.MetadataAttributes;
import io.kwsbench.keras.freeze.internal.layer.KerasVersion;
import io.kwsbench.keras.freeze.internal.layer.LambdaLayer;
import io.kwsbench.keras.freeze.internal.layer.ModelTranslator;
import io.kwsbench.keras.freeze.internal.layer.Precision;
import io.kwsbench.keras.freeze.internal.layer.Translation;
import io.kwsbench.keras.freeze.internal.layer.WeightSet;
import io.kwsbench.keras.model.KerasLayer;
import io.kwsbench.keras.model.KerasModel;
import io.kwsbench.keras.model.TensorRef;
import io.kwsbench.metadata.ModelMetadata;
import io.kwsbench.rewrite.Ending;
import io.kwsbench.rewrite.GraphPassCatalog;
import io.kwsbench.rewrite.GraphPassRunner;
import io.kwsbench.rewrite.RecurrentForm;
import io.kwsbench.rewrite.ir.GraphDefWriter;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.IrGraph;
import io.kwsbench.rewrite.ir.IrNode;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.tensor.DType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The graph of one model, with the model's own inputs, for a batch of one. */
record ModelImport(String source, KerasModel model, KerasVersion version, ModelMetadata metadata) {
  private static final Logger LOG = LoggerFactory.getLogger(ModelImport.class);

  /** Keras 3 itself calls layers that prepare data with {@code training=True}. */
  private static final Set<String> SAME_IN_TRAINING =
      Set.of("Resizing", "Rescaling", "Normalization");

  /**
   * @param weights those of each of the model's layers
   */
  FrozenGraph graph(Function<KerasLayer, WeightSet> weights) {
    requireInference(model);
    IrBuilder graph = new IrBuilder();
    Set<String> precisions = new TreeSet<>();
    Translation translation =
        new Translation(
            graph,
            version,
            LambdaLayer.with(Map.of(), LambdaLayer.namesProvedBy(model)),
            Precision.mixed(precisions::add));
    List<Value> inputs = model.inputs().stream().map(ref -> input(graph, ref)).toList();
    List<Value> outputs = new ModelTranslator(translation, model, weights).translate(inputs);
    if (outputs.size() != 1) {
      throw new KwsException(
          "it has " + outputs.size() + " outputs; models with one output are read");
    }
    precisions.forEach(
        name ->
            LOG.warn("{}: its layers compute in {}; here they compute in float32", source, name));
    return FrozenGraph.parse(written(graph.build(outputs.get(0))), source);
  }

  private byte[] written(IrGraph literal) {
    IrGraph cheap = GraphPassRunner.settled(literal, GraphPassCatalog.CHEAPER);
    IrGraph ended = Ending.append(cheap, this::named);
    IrGraph complete = GraphPassCatalog.recurrences(RecurrentForm.AUTO).apply(ended);
    return GraphDefWriter.write(complete, metadata);
  }

  /** The output under the name of the layer that makes it. */
  private Value named(IrBuilder graph, Value output) {
    IrNode node =
        graph.node(
            "Identity",
            Translation.nodeName(model.outputs().get(0).layer()),
            List.of(output),
            Attrs.ofType(output.type()));
    return graph.output(node, output.type(), output.shape());
  }

  private Value input(IrBuilder graph, TensorRef ref) {
    KerasLayer layer =
        model
            .layer(ref.layer())
            .orElseThrow(() -> new KwsException("there is no input layer '" + ref.layer() + "'"));
    int[] dims = ModelInputs.declared(layer.config());
    for (int i = 0; i < dims.length; i++) {
      if (i > 0 && dims[i] < 0) {
        throw layer
            .config()
            .error("leaves dimension " + i + " of the input open: save the model with a size");
      }
      dims[i] = i == 0 ? 1 : dims[i];
    }
    DType type = type(layer);
    long[] shape = Arrays.stream(dims).asLongStream().toArray();
    Attrs attrs = Attrs.NONE.type("dtype", type).flag(MetadataAttributes.MARK, true);
    IrNode node =
        graph.node(
            "Placeholder",
            Translation.nodeName(layer.name()),
            List.of(),
            attrs.shape("shape", shape));
    graph.keep(node);
    return graph.output(node, type, dims);
  }

  /** Precisions of floats become float32; integers stay. */
  private static DType type(KerasLayer layer) {
    return switch (layer.config().dtype()) {
      case "float32", "float16", "bfloat16", "mixed_float16", "mixed_bfloat16" -> DType.FLOAT;
      case "int32", "int64", "uint8", "int8", "int16" -> DType.INT32;
      default -> throw layer.config().error("takes " + layer.config().dtype() + ", not floats");
    };
  }

  /** A model called with {@code training=True} computes batch statistics, noise and dropout. */
  private static void requireInference(KerasModel model) {
    for (KerasLayer layer : model.layers()) {
      for (int i = 0; i < layer.calls().size(); i++) {
        boolean training = layer.argumentsOf(i).keywords().path("training").asBoolean(false);
        if (training && !SAME_IN_TRAINING.contains(layer.className())) {
          throw layer
              .config()
              .error(
                  "is called with training=True, so that it works as in training; build the model"
                      + " without it");
        }
      }
      layer.nested().ifPresent(ModelImport::requireInference);
    }
  }
}
