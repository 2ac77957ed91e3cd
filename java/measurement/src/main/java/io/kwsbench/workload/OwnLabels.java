package io.kwsbench.workload;

import io.kwsbench.engine.ModelFormat;
import io.kwsbench.formats.ModelReader;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.metadata.ModelLabels;
import io.kwsbench.plan.MetadataSection;
import io.kwsbench.tensor.TensorName;
import java.nio.file.Path;
import java.util.List;

/** The class names in a model's file. */
public final class OwnLabels {
  private OwnLabels() {}

  /**
   * Reads the labels out of a frozen graph ({@code .pb}) or a compiled model ({@code .kws}).
   *
   * @return none where the model does not name its classes, or its format cannot
   * @throws io.kwsbench.KwsException when the file is not what its name says
   */
  public static ModelLabels of(Path model) {
    return of(model, "");
  }

  /**
   * The same of a model that may have several signatures.
   *
   * @param signature the name of a SavedModel's signature; empty for its default
   */
  public static ModelLabels of(Path model, String signature) {
    return switch (ModelFormat.of(model)) {
      case COMPILED -> new ModelLabels(MetadataSection.read(model).labels(), model.toString());
      case FROZEN_GRAPH, ONNX -> of(ModelReader.load(model, signature));
      case TFLITE -> new ModelLabels(List.of(), model.toString());
    };
  }

  private static ModelLabels of(FrozenGraph graph) {
    List<TensorName> outputs = graph.outputs();
    List<String> labels = outputs.isEmpty() ? List.of() : graph.metadata(outputs.get(0)).labels();
    return new ModelLabels(labels, graph.source());
  }
}
