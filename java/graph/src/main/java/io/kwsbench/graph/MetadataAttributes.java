package io.kwsbench.graph;

import com.google.protobuf.ByteString;
import io.kwsbench.KwsException;
import io.kwsbench.metadata.ModelMetadata;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.NodeDef;

/**
 * Metadata as attributes of a node: lists of strings whose names begin with an underscore, which
 * every version of TensorFlow passes over.
 */
public final class MetadataAttributes {
  /** The attribute by which a graph of this program is known: a flag on a placeholder. */
  public static final String MARK = "_kwsbench";

  private static final String PREFIX = "_kwsbench_";

  private MetadataAttributes() {}

  /** The attribute of an entry. */
  static String attribute(String entry) {
    return PREFIX + entry;
  }

  /**
   * The metadata in a node's attributes.
   *
   * @param where what messages call it
   * @throws KwsException when an attribute of ours is no list of texts
   */
  static ModelMetadata of(Node node, String where) {
    SortedMap<String, List<String>> entries = new TreeMap<>();
    node.attrs()
        .forEach(
            (name, value) -> {
              if (name.startsWith(PREFIX)) {
                entries.put(name.substring(PREFIX.length()), texts(value, where + ": " + name));
              }
            });
    try {
      return entries.isEmpty() ? ModelMetadata.NONE : new ModelMetadata(entries);
    } catch (KwsException e) {
      throw new KwsException(where + ": " + e.getMessage(), e);
    }
  }

  private static List<String> texts(AttrValue value, String where) {
    List<ByteString> texts = value.getList().getSList();
    if (texts.isEmpty() || !texts.stream().allMatch(ByteString::isValidUtf8)) {
      throw new KwsException(where + " is no list of texts in UTF-8");
    }
    return texts.stream().map(ByteString::toStringUtf8).toList();
  }

  /** Replaces a node's metadata. */
  static void put(NodeDef.Builder node, ModelMetadata metadata) {
    List<String> old =
        node.getAttrMap().keySet().stream().filter(name -> name.startsWith(PREFIX)).toList();
    old.forEach(node::removeAttr);
    node.putAllAttr(of(metadata).asMap());
  }

  /** The attributes that say it. */
  public static Attrs of(ModelMetadata metadata) {
    Attrs attributes = Attrs.NONE;
    for (var entry : metadata.entries().entrySet()) {
      attributes = attributes.texts(PREFIX + entry.getKey(), entry.getValue());
    }
    return attributes;
  }
}
