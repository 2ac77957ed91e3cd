package io.kwsbench.keras.freeze.internal.layer;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Keras that wrote a checkpoint, as far as layers differ between versions. Immutable.
 *
 * @param text as the checkpoint has it: {@code 2.1.2}, {@code 2.3.0-tf}; empty where it has none
 */
public record KerasVersion(String text) {
  private static final Pattern NUMBERS = Pattern.compile("(\\d{1,4})\\.(\\d{1,4}).*");

  /**
   * The first minor version of Keras 2 that has an activation, for those that 2.0 does not have.
   * The Keras that was TensorFlow's own led by one.
   */
  private static final Map<String, Integer> SINCE =
      Map.of(
          "exponential", 2,
          "swish", 4,
          "silu", 4,
          "gelu", 4,
          "mish", 13,
          "leaky_relu", 13,
          "log_softmax", 13);

  /** The activations of Keras 3 that no Keras 2 has. */
  private static final Set<String> SINCE_KERAS_3 =
      Set.of(
          "celu",
          "hard_shrink",
          "hard_silu",
          "hard_swish",
          "hard_tanh",
          "log_sigmoid",
          "soft_shrink",
          "sparse_plus",
          "sparse_sigmoid",
          "squareplus",
          "tanh_shrink");

  /**
   * The version that a file names, or else as much of one as its configuration shows.
   *
   * @param config the architecture as JSON
   */
  public static KerasVersion of(Optional<String> stated, String config) {
    boolean third = config.contains("\"batch_shape\"") && config.contains("\"registered_name\"");
    return new KerasVersion(stated.orElse(third ? "3." : ""));
  }

  /** The number of the version for messages: the major one alone if the checkpoint has none. */
  String label() {
    return text.isEmpty() ? String.valueOf(major()) : text;
  }

  /** The major version, 2 or 3; 2 if the checkpoint has none. */
  int major() {
    return text.startsWith("3.") ? 3 : 2;
  }

  /**
   * Returns whether this Keras may have an activation of that name. If it has none, the name is
   * that of a function of the model's author.
   */
  boolean mayHave(String activation) {
    if (SINCE_KERAS_3.contains(activation)) {
      return major() > 2;
    }
    Matcher numbers = NUMBERS.matcher(text);
    if (!SINCE.containsKey(activation) || major() > 2 || !numbers.matches()) {
      return true;
    }
    int minor = Integer.parseInt(numbers.group(2)) + (text.endsWith("-tf") ? 1 : 0);
    return minor >= SINCE.get(activation);
  }
}
