package io.kwsbench.metadata;

import io.kwsbench.KwsException;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A model file's data besides the network: texts by name. A frozen graph stores them as attributes
 * {@code _kwsbench_NAME} of the output's node, a compiled model in a section.
 *
 * <p>Immutable. Names that this version does not know are kept.
 *
 * @param entries the texts by name, {@link #LABELS} among them where the classes are known
 */
public record ModelMetadata(SortedMap<String, List<String>> entries) {
  /** The name under which the classes are, in the order of the model's output. */
  public static final String LABELS = "labels";

  /** The name of the sample rate of the model's input, in hertz. */
  public static final String SAMPLE_RATE = "sample_rate";

  /** The name of the number of samples in a window, the model's input. */
  public static final String WINDOW = "window";

  /** The name of the recommended number of samples from one window to the next. */
  public static final String HOP = "hop";

  /** The name of the file that a graph was made of, with its format. */
  public static final String IMPORTED_FROM = "imported_from";

  /** The name of the tensors that a run hands to the next: see {@link CarriedTensor}. */
  public static final String STATE = "state";

  /** The name of what turns samples into the model's input: see {@link MicroFeatures}. */
  public static final String FRONT_END = "front_end";

  /** The name of what a graph computes of samples before the model that it was made of. */
  public static final String FEATURES = "features";

  /** The name of the words of the rule that turns scores into detections. */
  public static final String DETECTOR = "detector";

  /** The metadata of a model without any. */
  public static final ModelMetadata NONE = new ModelMetadata(new TreeMap<>());

  private static final int MAX_TEXTS = 1 << 16;
  private static final int MAX_CHARACTERS = 1 << 20;
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\u2028\u2029]");

  /**
   * @throws KwsException when a name is none, there is too much of it, or labels are empty, of
   *     several lines, or listed twice
   */
  public ModelMetadata {
    SortedMap<String, List<String>> copy = new TreeMap<>();
    int texts = 0;
    long characters = 0;
    for (Map.Entry<String, List<String>> entry : entries.entrySet()) {
      if (!NAME.matcher(entry.getKey()).matches()) {
        throw new KwsException("the model's metadata has a bad name '" + entry.getKey() + "'");
      }
      List<String> values = List.copyOf(entry.getValue());
      copy.put(entry.getKey(), values);
      texts += values.size();
      characters += values.stream().mapToLong(String::length).sum();
    }
    if (texts > MAX_TEXTS || characters > MAX_CHARACTERS) {
      throw new KwsException(
          "the model's metadata is too long: " + texts + " texts, " + characters + " characters");
    }
    requireLabels(copy.getOrDefault(LABELS, List.of()));
    entries = Collections.unmodifiableSortedMap(copy);
  }

  /** Metadata of labels alone; {@link #NONE} where there are none. */
  public static ModelMetadata ofLabels(List<String> labels) {
    return labels.isEmpty() ? NONE : new ModelMetadata(new TreeMap<>(Map.of(LABELS, labels)));
  }

  /**
   * Requires names of classes: distinct, not empty, one line each.
   *
   * @throws KwsException naming the first that is none
   */
  public static void requireLabels(List<String> labels) {
    HashSet<String> seen = new HashSet<>();
    for (String label : labels) {
      if (label.isBlank() || CONTROL.matcher(label).find()) {
        throw new KwsException("label " + (seen.size() + 1) + " is no name: '" + label + "'");
      }
      if (!seen.add(label)) {
        throw new KwsException("label '" + label + "' is listed twice");
      }
    }
  }

  /**
   * The names of the model's classes in the order of its output; empty where they are not known.
   */
  public List<String> labels() {
    return entries.getOrDefault(LABELS, List.of());
  }

  /**
   * A number such as {@link #SAMPLE_RATE}; empty if it is missing.
   *
   * @throws KwsException when it is no whole number from 1 on
   */
  public OptionalInt number(String name) {
    List<String> texts = entries.get(name);
    if (texts == null) {
      return OptionalInt.empty();
    }
    if (texts.size() != 1 || !NUMBER.matcher(texts.get(0)).matches()) {
      throw new KwsException(
          "the model's " + name + " is '" + String.join(" ", texts) + "', no number from 1 on");
    }
    return OptionalInt.of(Integer.parseInt(texts.get(0)));
  }

  /**
   * The metadata of a graph that was made of a model of another format.
   *
   * @param path of which the last part is kept
   */
  public static ModelMetadata importedFrom(String path, String format) {
    String file = path.substring(path.lastIndexOf('/') + 1);
    return NONE.with(IMPORTED_FROM, List.of(file + " (" + format + ")"));
  }

  /** The file that the graph was made of, with its format; empty where it is no import. */
  public Optional<String> importedFrom() {
    return entries.getOrDefault(IMPORTED_FROM, List.of()).stream().findFirst();
  }

  /**
   * One line on what turns samples into the features that the model takes; empty where nothing is
   * known of it.
   *
   * @throws KwsException when the entry is none
   */
  public Optional<String> frontEnd() {
    Optional<String> nodes = entries.getOrDefault(FEATURES, List.of()).stream().findFirst();
    return nodes.or(() -> MicroFeatures.read(this).map(MicroFeatures::describe));
  }

  /** The same with other labels; without any where the list is empty. */
  public ModelMetadata withLabels(List<String> labels) {
    return with(LABELS, labels);
  }

  /** The same with a number. */
  public ModelMetadata withNumber(String name, int number) {
    return with(name, List.of(Integer.toString(number)));
  }

  /** The same with other texts under a name; without the name where the list is empty. */
  public ModelMetadata with(String name, List<String> texts) {
    SortedMap<String, List<String>> changed = new TreeMap<>(entries);
    changed.remove(name);
    if (!texts.isEmpty()) {
      changed.put(name, texts);
    }
    return new ModelMetadata(changed);
  }

  public boolean isEmpty() {
    return entries.isEmpty();
  }
}
