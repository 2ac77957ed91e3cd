package io.kwsbench.metadata;

import io.kwsbench.KwsException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A state of a model: an output of one run that is an input of the next.
 *
 * <p>A model's file has them as texts {@code INPUT OUTPUT VALUES} under {@link
 * ModelMetadata#STATE}. The values are separated by commas; a single one stands for all elements.
 *
 * @param input the name of the input, such as {@code stream/states:0}
 * @param output the name of the output
 * @param initial the input's elements in the first run; one where all are equal
 */
public record CarriedTensor(String input, String output, List<Double> initial) {
  public CarriedTensor {
    initial = List.copyOf(initial);
  }

  /** A state whose equal elements are written once. */
  public static CarriedTensor of(String input, String output, double[] initial) {
    double first = initial.length == 0 ? 0 : initial[0];
    boolean equal = Arrays.stream(initial).allMatch(value -> Double.compare(value, first) == 0);
    return new CarriedTensor(
        input, output, equal ? List.of(first) : Arrays.stream(initial).boxed().toList());
  }

  /**
   * The states of a model; empty where it has none.
   *
   * @throws KwsException when a text is none
   */
  public static List<CarriedTensor> read(ModelMetadata metadata) {
    List<CarriedTensor> all = new ArrayList<>();
    for (String text : metadata.entries().getOrDefault(ModelMetadata.STATE, List.of())) {
      all.add(parse(text));
    }
    return all;
  }

  /** The metadata with these states. */
  public static ModelMetadata write(ModelMetadata metadata, List<CarriedTensor> states) {
    return metadata.with(ModelMetadata.STATE, states.stream().map(CarriedTensor::text).toList());
  }

  private static CarriedTensor parse(String text) {
    String[] parts = text.split(" ");
    if (parts.length != 3) {
      throw new KwsException("the model's state is '" + text + "', not INPUT OUTPUT VALUES");
    }
    try {
      return new CarriedTensor(
          parts[0], parts[1], Arrays.stream(parts[2].split(",")).map(Double::valueOf).toList());
    } catch (NumberFormatException e) {
      throw new KwsException(
          "the model's state " + parts[0] + " begins with '" + parts[2] + "', which are no numbers",
          e);
    }
  }

  private String text() {
    String values = initial.stream().map(String::valueOf).collect(Collectors.joining(","));
    return input + " " + output + " " + values;
  }

  /**
   * All elements in the first run.
   *
   * @param count of the input
   * @throws KwsException when there are initial values for another number
   */
  public double[] values(int count) {
    if (initial.size() != 1 && initial.size() != count) {
      throw new KwsException(
          "the model's state "
              + input
              + " has "
              + count
              + " elements and "
              + initial.size()
              + " initial values");
    }
    double[] values = new double[count];
    Arrays.setAll(values, i -> initial.get(initial.size() == 1 ? 0 : i));
    return values;
  }
}
