package io.kwsbench.cli.options;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import io.kwsbench.cli.command.FlagGroup;
import io.kwsbench.cli.command.MayBeEmpty;
import io.kwsbench.cli.command.PathFlag;

/** Flags for the graph, its inputs and outputs, as benchmark_model has them. */
@FlagGroup("model")
public final class GraphOptions {
  @Parameter(
      names = "--graph",
      order = 1,
      description =
          "frozen graph (.pb), other model (.onnx, .tflite, .keras, .h5) or SavedModel (its"
              + " folder); default: the embedded keyword spotter")
  @PathFlag(PathFlag.Use.READ)
  public String graph = "";

  @ParametersDelegate public final ReadingFlags reading = new ReadingFlags();

  @Parameter(
      names = "--input_layer",
      order = 2,
      description = "names of the input tensors, comma-separated; default: found in the graph")
  public String inputLayer = "";

  @Parameter(
      names = "--input_layer_shape",
      order = 3,
      description =
          "input shapes, such as 16000,1: (dimensions separated by commas, inputs by"
              + " colons; empty for a scalar); default: the shapes in the graph")
  @MayBeEmpty
  String inputLayerShape;

  @Parameter(
      names = "--input_layer_type",
      order = 4,
      description =
          "input types, comma-separated, such as float,int32; default: the types in the" + " graph")
  String inputLayerType = "";

  @Parameter(
      names = "--input_layer_values",
      order = 5,
      description =
          "first elements of the inputs, such as :16000 (values separated by commas, inputs"
              + " by colons); default: zeros")
  @MayBeEmpty
  String inputLayerValues = "";

  @Parameter(
      names = "--output_layer",
      order = 6,
      description = "names of the output tensors, comma-separated; default: found in the graph")
  public String outputLayer = "";
}
