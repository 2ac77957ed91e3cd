package io.kwsbench.cli.options;

import com.beust.jcommander.ParameterException;
import io.kwsbench.OutOfRangeException;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorName;
import io.kwsbench.workload.InputRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The grammar of benchmark_model's input flags: inputs and types separated by commas; shapes and
 * values by colons, their elements by commas.
 */
public final class InputFlags {
  private InputFlags() {}

  /**
   * The requested inputs; empty if the flags name none.
   *
   * @throws ParameterException when they do not fit each other or hold no numbers
   */
  public static List<InputRequest> parse(GraphOptions flags) {
    List<String> names = items(flags.inputLayer, ",");
    String shape = flags.inputLayerShape;
    // an empty one is a scalar's
    List<String> shapes = shape == null ? List.of() : Arrays.asList(shape.split(":", -1));
    List<String> types = items(flags.inputLayerType, ",");
    List<String> values = items(flags.inputLayerValues, ":");
    if (names.isEmpty()) {
      requireNone("--input_layer_shape", shapes);
      requireNone("--input_layer_type", types);
      requireNone("--input_layer_values", values);
      return List.of();
    }
    requireSame("--input_layer_shape", shape, shapes, names.size());
    requireSame("--input_layer_type", flags.inputLayerType, types, names.size());
    if (values.size() > names.size()) {
      throw new ParameterException(
          "--input_layer_values has " + values.size() + " items for " + names.size() + " inputs");
    }
    List<InputRequest> requests = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      requests.add(
          new InputRequest(
              name(names.get(i)),
              i < shapes.size() ? Optional.of(shape(shapes.get(i))) : Optional.empty(),
              i < types.size() ? Optional.of(type(types.get(i))) : Optional.empty(),
              i < values.size() ? values(values.get(i)) : List.of()));
    }
    return requests;
  }

  /** The tensors of a comma-separated flag. */
  public static List<TensorName> names(String flag) {
    return items(flag, ",").stream().map(InputFlags::name).toList();
  }

  private static List<String> items(String text, String separator) {
    return text.isEmpty() ? List.of() : Arrays.asList(text.split(separator, -1));
  }

  private static void requireNone(String flag, List<String> found) {
    if (!found.isEmpty()) {
      throw new ParameterException(flag + " needs --input_layer, the names of the inputs");
    }
  }

  private static void requireSame(String flag, String text, List<String> found, int wanted) {
    if (!found.isEmpty() && found.size() != wanted) {
      throw new ParameterException(
          flag + "=" + text + " has " + found.size() + " items for " + wanted + " inputs");
    }
  }

  private static TensorName name(String text) {
    try {
      return TensorName.parse(text.strip());
    } catch (OutOfRangeException e) {
      throw new ParameterException("'" + text + "' is not a tensor name (node or node:index)", e);
    }
  }

  private static Shape shape(String text) {
    List<String> dims = items(text.strip(), ",");
    long[] sizes = new long[dims.size()];
    for (int i = 0; i < sizes.length; i++) {
      try {
        sizes[i] = Long.parseLong(dims.get(i).strip());
      } catch (NumberFormatException e) {
        throw new ParameterException("'" + text + "' is not a shape: '" + dims.get(i) + "'", e);
      }
      if (sizes[i] < 0) {
        throw new ParameterException(
            "shape '" + text + "': replace " + sizes[i] + " with the size to benchmark with");
      }
    }
    return Shape.of(sizes);
  }

  private static DType type(String text) {
    try {
      return DType.ofLabel(text);
    } catch (OutOfRangeException e) {
      throw new ParameterException("--input_layer_type: " + e.getMessage(), e);
    }
  }

  private static List<Double> values(String text) {
    List<Double> values = new ArrayList<>();
    for (String item : items(text, ",")) {
      try {
        values.add(Double.valueOf(item.strip()));
      } catch (NumberFormatException e) {
        throw new ParameterException("--input_layer_values: '" + item + "' is not a number", e);
      }
    }
    return values;
  }
}
