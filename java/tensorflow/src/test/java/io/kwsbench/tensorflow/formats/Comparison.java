package io.kwsbench.tensorflow.formats;

import io.kwsbench.KwsException;
import io.kwsbench.formats.ModelReader;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.tensor.DType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A model beside what its own runtime computes for an input. */
final class Comparison {
  private static final double TOLERANCE = 1e-5;
  private static final String[] ENGINES = {"native", "tensorflow"};

  private Comparison() {}

  /** Empty when both engines agree with the model's own runtime; else what happened instead. */
  static String of(Path model) throws IOException {
    String stem = model.toString().replaceAll("\\.(onnx|savedmodel|keras|h5|tflite)$", "");
    return of(model, Path.of(stem + ".input.csv"), Path.of(stem + ".output.csv"));
  }

  /** What happened instead, by the names of those that do not agree. */
  static Map<String, String> failures(List<Path> models) throws IOException {
    Map<String, String> failures = new TreeMap<>();
    for (Path model : models) {
      String found = of(model);
      if (!found.isEmpty()) {
        failures.put(model.getFileName().toString(), found);
      }
    }
    return failures;
  }

  /** The same for a model whose input and output lie elsewhere. */
  static String of(Path model, Path inputFile, Path outputFile) throws IOException {
    CsvTensor input = CsvTensor.read(inputFile);
    CsvTensor output = CsvTensor.read(outputFile);
    try {
      FrozenGraph graph = ModelReader.load(model);
      for (String engine : ENGINES) {
        DType made = graph.require(graph.outputs().get(0)).typeAttr("T").orElse(DType.FLOAT);
        double tolerance = made.isInteger() ? 0 : TOLERANCE;
        double difference = Run.largestDifference(Run.once(engine, graph, input), output.values());
        if (!(difference <= tolerance)) {
          return "wrong in " + engine + ": " + difference;
        }
      }
      return "";
    } catch (KwsException e) {
      return "refused: " + e.getMessage();
    }
  }

  /** The message with which a model is refused; empty where it is read. */
  static String refusal(Path model) {
    try {
      ModelReader.load(model);
      return "";
    } catch (KwsException e) {
      return e.getMessage();
    }
  }
}
