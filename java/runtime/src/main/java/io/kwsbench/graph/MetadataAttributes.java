package io.kwsbench.graph;

import com.google.protobuf.ByteString;
import io.kwsbench.KwsException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tensorflow.proto.AttrValue;

/**
 * Metadata as attributes of a node: lists of strings whose names begin with an underscore, which
 * every version of TensorFlow passes over.
 */
public final class MetadataAttributes {
  private static final String PREFIX = "_kwsbench_";

  private MetadataAttributes() {}

  /**
   * What a node says.
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

  /** The attributes that say it, by their names. */
  public static Map<String, AttrValue> of(ModelMetadata metadata) {
    Map<String, AttrValue> attributes = new TreeMap<>();
    metadata
        .entries()
        .forEach(
            (name, texts) -> {
              AttrValue.ListValue.Builder list = AttrValue.ListValue.newBuilder();
              texts.forEach(text -> list.addS(ByteString.copyFromUtf8(text)));
              attributes.put(PREFIX + name, AttrValue.newBuilder().setList(list).build());
            });
    return attributes;
  }
}
