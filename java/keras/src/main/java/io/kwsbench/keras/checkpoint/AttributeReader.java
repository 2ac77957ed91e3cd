package io.kwsbench.keras.checkpoint;

import io.jhdf.api.Attribute;
import io.jhdf.api.Node;
import io.kwsbench.KwsException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Strings in the attributes of one HDF5 object: fixed or variable length, scalars or arrays.
 *
 * <p>An object header holds at most 64 KiB, so Keras splits long lists into {@code NAME0}, {@code
 * NAME1}, … ({@code HDF5_OBJECT_HEADER_LIMIT}); they are joined again here.
 */
final class AttributeReader {
  private final Node node;

  AttributeReader(Node node) {
    this.node = node;
  }

  /** The list of strings of this name, its pieces joined; empty when there is no such attribute. */
  Optional<List<String>> names(String name) {
    Attribute whole = node.getAttribute(name);
    if (whole != null) {
      return Optional.of(strings(whole));
    }
    List<Attribute> pieces = pieces(name);
    if (pieces.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(pieces.stream().flatMap(piece -> strings(piece).stream()).toList());
  }

  /** The text of this name, its pieces joined; empty when there is no such attribute. */
  Optional<String> text(String name) {
    return names(name).filter(parts -> !parts.isEmpty()).map(parts -> String.join("", parts));
  }

  private List<Attribute> pieces(String name) {
    List<Attribute> pieces = new ArrayList<>();
    for (Attribute piece = node.getAttribute(name + 0);
        piece != null;
        piece = node.getAttribute(name + pieces.size())) {
      pieces.add(piece);
    }
    return pieces;
  }

  private List<String> strings(Attribute attribute) {
    // A layer without weights has an empty list, which NumPy stores as an empty array of doubles.
    Object data = attribute.isEmpty() ? new String[0] : attribute.getData();
    if (data instanceof String text) {
      return List.of(checked(attribute, text));
    }
    if (data instanceof String[] texts) {
      List<String> list = new ArrayList<>(texts.length);
      for (String text : texts) {
        list.add(checked(attribute, text));
      }
      return list;
    }
    if (data instanceof byte[] bytes) {
      return List.of(checked(attribute, new String(bytes, StandardCharsets.UTF_8)));
    }
    throw new KwsException("attribute '" + attribute.getName() + "' holds no text");
  }

  private static String checked(Attribute attribute, String text) {
    if (text == null || text.indexOf('\uFFFD') >= 0) {
      throw new KwsException("attribute '" + attribute.getName() + "' holds damaged text");
    }
    return text;
  }
}
