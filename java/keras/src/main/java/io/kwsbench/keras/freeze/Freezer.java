package io.kwsbench.keras.freeze;

import io.kwsbench.KwsException;
import io.kwsbench.audio.KeywordClip;
import io.kwsbench.keras.checkpoint.KerasCheckpoint;
import io.kwsbench.keras.features.ClipFeatures;
import io.kwsbench.keras.freeze.internal.layer.KerasVersion;
import io.kwsbench.keras.freeze.internal.layer.LambdaLayer;
import io.kwsbench.keras.freeze.internal.layer.ModelTranslator;
import io.kwsbench.keras.freeze.internal.layer.Precision;
import io.kwsbench.keras.freeze.internal.layer.Translation;
import io.kwsbench.keras.freeze.internal.layer.WeightSlots;
import io.kwsbench.keras.freeze.reason.FreezeReason;
import io.kwsbench.keras.model.KerasModel;
import io.kwsbench.lambda.KnownNames;
import io.kwsbench.metadata.ModelMetadata;
import io.kwsbench.rewrite.Ending;
import io.kwsbench.rewrite.GraphPassCatalog;
import io.kwsbench.rewrite.GraphPassRunner;
import io.kwsbench.rewrite.ir.GraphDefWriter;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.IrGraph;
import io.kwsbench.rewrite.ir.Value;
import java.util.List;

/**
 * Turns a Keras checkpoint into a frozen graph.
 *
 * <pre>{@code
 * KerasCheckpoint checkpoint = KerasCheckpoint.read(file);
 * FrozenModel frozen = Freezer.freeze(checkpoint, json, "ep-008.hdf5", FreezeOptions.DEFAULT);
 * }</pre>
 *
 * <p>Thread-safe: it has no state.
 */
public final class Freezer {
  private Freezer() {}

  /**
   * Freezes a model that the checkpoint itself describes.
   *
   * @param source what messages call the checkpoint
   * @throws KwsException when the checkpoint holds weights alone, or the model cannot be had as a
   *     graph; the message names the layer
   */
  public static FrozenModel freeze(
      KerasCheckpoint checkpoint, String source, FreezeOptions options) {
    String architecture =
        checkpoint
            .modelConfig()
            .orElseThrow(
                () -> new KwsException(source + ": holds weights alone, without the architecture"));
    return freeze(checkpoint, architecture, source, options);
  }

  /**
   * Freezes a model.
   *
   * @param checkpoint the weights
   * @param architecture the model's configuration as JSON: the checkpoint's own, or that of a file
   * @param source what messages call the checkpoint
   * @throws KwsException when the model cannot be had as a graph; the message names the layer
   */
  public static FrozenModel freeze(
      KerasCheckpoint checkpoint, String architecture, String source, FreezeOptions options) {
    return freeze(checkpoint, KerasModel.parse(architecture, source), source, options);
  }

  /**
   * Freezes a model whose configuration is read already.
   *
   * @param source what messages call it: the checkpoint, and the file of its architecture where
   *     that is another
   * @throws KwsException when the model cannot be had as a graph; the message names the layer
   */
  public static FrozenModel freeze(
      KerasCheckpoint checkpoint, KerasModel model, String source, FreezeOptions options) {
    try {
      return frozen(checkpoint, model, options);
    } catch (KwsException e) {
      throw new KwsException(source + ": " + e.getMessage(), e);
    }
  }

  private static FrozenModel frozen(
      KerasCheckpoint checkpoint, KerasModel model, FreezeOptions options) {
    checkpoint.requireNumbers();
    IrGraph literal = translate(checkpoint, model, options);
    IrGraph cheap =
        options.form().optimization() == Optimization.NONE
            ? literal
            : GraphPassRunner.settled(literal, GraphPassCatalog.CHEAPER);
    IrGraph ended = Ending.append(cheap, (graph, output) -> named(graph, output, options));
    IrGraph complete = GraphPassCatalog.recurrences(options.form().recurrent()).apply(ended);
    ModelMetadata metadata = metadata(checkpoint, options, complete.output().size());
    return new FrozenModel(
        model.name(),
        model.layerCount(),
        checkpoint.parameterCount(),
        complete.nodes().size(),
        complete.output().size(),
        metadata,
        GraphDefWriter.write(complete, metadata));
  }

  /** The checkpoint's metadata, with the classes of the graph. */
  private static ModelMetadata metadata(
      KerasCheckpoint checkpoint, FreezeOptions options, int classes) {
    List<String> own = checkpoint.metadata().labels();
    List<String> labels =
        own.isEmpty() ? own : options.ending().mapping().map(m -> m.of(own)).orElse(own);
    if (!labels.isEmpty() && labels.size() != classes) {
      throw new KwsException(
          labels.size() + " labels (" + String.join(" ", labels) + ") for " + classes + " classes");
    }
    return checkpoint.metadata().withLabels(labels);
  }

  private static IrGraph translate(
      KerasCheckpoint checkpoint, KerasModel model, FreezeOptions options) {
    requireLambdas(model, options);
    IrBuilder graph = new IrBuilder();
    Value audio = WavInput.append(graph, options.tensors().data(), KeywordClip.SAMPLES);
    Translation translation =
        new Translation(
            graph,
            new KerasVersion(checkpoint.kerasVersion().orElse("")),
            LambdaLayer.with(options.lambdas().bodies(), names(model, options)),
            Precision.FLOAT);
    ModelTranslator translator =
        new ModelTranslator(
            translation, model, layer -> WeightSlots.read(checkpoint, model, layer));
    ClipFeatures features = features(checkpoint, options);
    List<Value> values = FrontEnd.append(graph, audio, features);
    List<Value> inputs = ModelInputs.fit(graph.arrays(), model, values, features.mode().label());
    List<Value> outputs = translator.translate(inputs);
    if (outputs.size() != 1) {
      throw new KwsException("the model has " + outputs.size() + " outputs; one can be frozen");
    }
    String last = model.outputs().get(0).layer();
    return graph.build(ModelOutput.append(graph, outputs.get(0), last, options.ending()));
  }

  /** The features of the options, otherwise those of the checkpoint, otherwise the samples. */
  private static ClipFeatures features(KerasCheckpoint checkpoint, FreezeOptions options) {
    return options
        .features()
        .or(() -> checkpoint.features().map(ClipFeatures::parse))
        .orElse(ClipFeatures.RAW);
  }

  private static KnownNames names(KerasModel model, FreezeOptions options) {
    return options.lambdas().names() == LambdaNames.CHALLENGE2017
        ? KnownNames.CHALLENGE2017
        : LambdaLayer.namesProvedBy(model);
  }

  private static void requireLambdas(KerasModel model, FreezeOptions options) {
    for (String name : options.lambdas().bodies().keySet()) {
      if (!model.hasLayer(name, "Lambda")) {
        throw new KwsException(new FreezeReason.NoSuchLambda(name));
      }
    }
  }

  /** Takes the batch away, under the name that the output is to have. */
  private static Value named(IrBuilder graph, Value output, FreezeOptions options) {
    Value last = graph.arrays().reshapeNamed(options.tensors().output(), output, -1);
    if (!last.node().name().equals(options.tensors().output())) {
      throw new KwsException(new FreezeReason.TakenName(options.tensors().output()));
    }
    return last;
  }
}
