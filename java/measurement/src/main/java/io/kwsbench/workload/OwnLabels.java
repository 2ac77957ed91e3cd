package io.kwsbench.workload;

import io.kwsbench.engine.ModelFormat;
import io.kwsbench.formats.ModelReader;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.metadata.ModelLabels;
import io.kwsbench.metadata.ModelReading;
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
    return of(model, ModelReading.DEFAULT);
  }

  /**
   * The same of a model that may have several signatures.
   *
   * @param reading how it becomes a graph
   */
  public static ModelLabels of(Path model, ModelReading reading) {
    return switch (ModelFormat.of(model)) {
      case COMPILED -> new ModelLabels(MetadataSection.read(model).labels(), model.toString());
      case FROZEN_GRAPH, ONNX -> of(ModelReader.load(model, reading));
      case TFLITE ->
          reading.hasFrontEnd()
              ? of(ModelReader.load(model, reading))
              : new ModelLabels(List.of(), model.toString());
    };
  }

  private static ModelLabels of(FrozenGraph graph) {
    List<TensorName> outputs = graph.outputs();
    List<String> labels = outputs.isEmpty() ? List.of() : graph.metadata(outputs.get(0)).labels();
    return new ModelLabels(labels, graph.source());
  }
}
