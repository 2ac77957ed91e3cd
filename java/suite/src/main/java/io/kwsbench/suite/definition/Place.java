package io.kwsbench.suite.definition;

import io.kwsbench.KwsException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A node of a suite file that knows where it stands, so that every error can say so.
 *
 * @param file what messages call the file
 * @param path the keys that lead here, such as {@code cases[1].gates}
 */
record Place(String file, String path, Node node) {

  /** The error that this place is wrong: {@code FILE:LINE: KEY: MESSAGE}. */
  KwsException error(String message) {
    int line = node.getStartMark().getLine() + 1;
    return new KwsException(
        file + ":" + line + ": " + (path.isEmpty() ? "" : path + ": ") + message);
  }

  /** The entries of a mapping, all of whose keys must be {@code known}. */
  Map<String, Place> map(Set<String> known) {
    if (!(node instanceof MappingNode mapping)) {
      throw error("expected keys and values, found " + kind());
    }
    Map<String, Place> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Place key = new Place(file, path, tuple.getKeyNode());
      String name = key.text();
      if (!known.contains(name)) {
        throw key.error("unknown key '" + name + "'; known are " + sorted(known));
      }
      Place value =
          new Place(file, path.isEmpty() ? name : path + "." + name, tuple.getValueNode());
      if (entries.put(name, value) != null) {
        throw key.error("key '" + name + "' is given twice");
      }
    }
    return entries;
  }

  /** The value of a required key of a mapping that this place is. */
  Place require(Map<String, Place> entries, String key) {
    return Optional.ofNullable(entries.get(key))
        .orElseThrow(() -> error("key '" + key + "' is missing"));
  }

  /** The items of a sequence; a single value is a sequence of one. */
  List<Place> items() {
    if (!(node instanceof SequenceNode sequence)) {
      return List.of(this);
    }
    if (sequence.getValue().isEmpty()) {
      throw error("the list is empty");
    }
    List<Place> items = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      items.add(new Place(file, path + "[" + items.size() + "]", item));
    }
    return items;
  }

  /** The text of a scalar, not empty. */
  String text() {
    if (!(node instanceof ScalarNode scalar)) {
      throw error("expected a value, found " + kind());
    }
    if (scalar.getTag().equals(Tag.NULL) || scalar.getValue().isBlank()) {
      throw error("the value is empty");
    }
    return scalar.getValue();
  }

  /** A number with a unit. */
  double quantity(Quantity quantity) {
    try {
      return quantity.parse(text());
    } catch (NoQuantityException e) {
      throw error(e.getMessage());
    }
  }

  /** A whole number. */
  long whole(long least, long most) {
    String text = text();
    try {
      long value = Long.parseLong(text.replace("_", ""));
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // the message below says what was wanted
    }
    throw error("'" + text + "' is not a whole number from " + least + " to " + most);
  }

  private String kind() {
    return switch (node.getNodeId()) {
      case mapping -> "keys and values";
      case sequence -> "a list";
      default -> "'" + ((ScalarNode) node).getValue() + "'";
    };
  }

  private static String sorted(Set<String> names) {
    return String.join(", ", names.stream().sorted().toList());
  }
}
