package io.kwsbench.cli.options;

import com.beust.jcommander.Parameter;
import io.kwsbench.cli.command.PathFlag;

/** Which graph, and which of its tensors are fed and fetched; benchmark_model's flags. */
public final class GraphOptions {
  @Parameter(
      names = "--graph",
      order = 1,
      description = "frozen graph file; without it the embedded keyword spotter is taken")
  @PathFlag(PathFlag.Use.READ)
  public String graph = "";

  @Parameter(
      names = "--input_layer",
      order = 2,
      description = "input tensors, comma-separated; without it they are found in the graph")
  public String inputLayer = "";

  @Parameter(
      names = "--input_layer_shape",
      order = 3,
      description =
          "shapes of the inputs: dimensions comma-separated, inputs colon-separated, a scalar is"
              + " empty: 16000,1:")
  String inputLayerShape = "";

  @Parameter(
      names = "--input_layer_type",
      order = 4,
      description = "types of the inputs, comma-separated: float, int32, string, ...")
  String inputLayerType = "";

  @Parameter(
      names = "--input_layer_values",
      order = 5,
      description =
          "first elements of the inputs: values comma-separated, inputs colon-separated: :16000")
  String inputLayerValues = "";

  @Parameter(
      names = "--output_layer",
      order = 6,
      description = "output tensors, comma-separated; without it they are found in the graph")
  public String outputLayer = "";
}
