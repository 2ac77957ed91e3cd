package io.kwsbench.lambda;

import io.kwsbench.KwsException;
import io.kwsbench.lambda.internal.python.PyNone;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The functions that a Lambda may call, by their Python names. */
final class Vocabulary {
  /** One function: its parameters in order, and what it does. */
  record Entry(List<String> parameters, Function<Bound, Object> body) {}

  /** Common names of modules, with the names used here. */
  private static final Map<String, String> MODULES =
      Map.ofEntries(
          Map.entry("backend", "K"),
          Map.entry("keras.backend", "K"),
          Map.entry("tf.keras.backend", "K"),
          Map.entry("tensorflow.keras.backend", "K"),
          Map.entry("tf.contrib.keras.backend", "K"),
          Map.entry("tensorflow", "tf"),
          Map.entry("tf.nn", "tf"),
          Map.entry("tf.math", "tf"),
          Map.entry("tf.image", "tf"),
          Map.entry("tf.compat.v1", "tf"),
          Map.entry("tensorflow.nn", "tf"),
          Map.entry("tensorflow.math", "tf"),
          Map.entry("nn", "tf"),
          Map.entry("numpy", "np"),
          Map.entry("math", "np"),
          Map.entry("keras.activations", "activations"),
          Map.entry("tf.keras.activations", "activations"),
          Map.entry("tensorflow.keras.activations", "activations"));

  private static final Vocabulary ALL = all();

  private final Map<String, Entry> entries = new HashMap<>();

  private static Vocabulary all() {
    Vocabulary vocabulary = new Vocabulary();
    ShapeFunctions.addTo(vocabulary);
    MathFunctions.addTo(vocabulary);
    ReductionFunctions.addTo(vocabulary);
    ProjectFunctions.addTo(vocabulary);
    BuiltinFunctions.addTo(vocabulary);
    return vocabulary;
  }

  /**
   * Adds a function.
   *
   * @param signature {@code K.squeeze(x, axis)}; defaults are the body's business
   */
  void add(String signature, Function<Bound, Object> body) {
    int open = signature.indexOf('(');
    String inside = signature.substring(open + 1, signature.length() - 1);
    List<String> parameters =
        inside.isBlank() ? List.of() : Arrays.stream(inside.split(",")).map(String::strip).toList();
    entries.put(signature.substring(0, open), new Entry(parameters, body));
  }

  /** The function of this path, where it is known. */
  static Optional<Entry> find(String path) {
    return Optional.ofNullable(ALL.entries.get(canonical(path)));
  }

  /**
   * Calls a function.
   *
   * @throws KwsException when it is not known or does not take these arguments
   */
  static Object call(String path, Arguments arguments, Surroundings surroundings) {
    Entry entry = find(path).orElseThrow(() -> unknown(path));
    try {
      return entry.body().apply(new Bound(arguments.bind(entry.parameters()), surroundings));
    } catch (KwsException e) {
      throw new KwsException(path + ": " + e.getMessage(), e);
    }
  }

  /** Without a module before it, the name is one that the model's author gave. */
  private static KwsException unknown(String path) {
    return path.indexOf('.') < 0
        ? ProjectFunctions.complaint(path, "it calls '" + path + "', whose body is not in the file")
        : new KwsException("the call of " + path + " is not known");
  }

  /**
   * The meaning of a bare name in an expression from the user: a function of Python, an activation
   * of Keras, or a function of the 2017 entry.
   */
  static PyName spoken(String name) {
    return Stream.of("builtins.", "", "activations.", ProjectFunctions.MODULE + ".")
        .map(module -> module + name)
        .filter(ALL.entries::containsKey)
        .findFirst()
        .map(PyName::new)
        .orElse(new PyName(name));
  }

  /** A number that a module holds. */
  static Optional<Object> constant(String path) {
    return Optional.ofNullable(
        switch (canonical(path)) {
          case "np.pi" -> Math.PI;
          case "np.e" -> Math.E;
          case "np.newaxis", "tf.newaxis" -> PyNone.NONE;
          case "tf.float32", "np.float32" -> "float32";
          default -> null;
        });
  }

  private static String canonical(String path) {
    int dot = path.lastIndexOf('.');
    if (dot < 0) {
      return path;
    }
    String module = path.substring(0, dot);
    String known = MODULES.getOrDefault(module, module);
    return known + path.substring(dot);
  }
}
