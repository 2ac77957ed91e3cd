package io.kwsbench.train;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TreeTraversingParser;
import com.fasterxml.jackson.databind.util.NameTransformer;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads records whose parts lie flat in a file: the keys of {@link JsonUnwrapped} components stand
 * beside the record's own. Jackson 2.18 writes records so, but does not read them.
 */
final class FlatParts extends BeanDeserializerModifier {
  private static final long serialVersionUID = 1;

  /** Lets Jackson read parts as objects of their own, which is what it is given. */
  static final JacksonAnnotationIntrospector AS_OBJECTS =
      new JacksonAnnotationIntrospector() {
        private static final long serialVersionUID = 1;

        @Override
        public NameTransformer findUnwrappingNameTransformer(AnnotatedMember member) {
          return null;
        }
      };

  /** Returns whether a record's component is such a part. */
  static boolean isPart(Object type, String component) {
    return type instanceof Class<?> record
        && record.isRecord()
        && parts(record).containsKey(component);
  }

  private static Map<String, Class<?>> parts(Class<?> record) {
    Map<String, Class<?>> parts = new LinkedHashMap<>();
    for (RecordComponent component : record.getRecordComponents()) {
      if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
        parts.put(component.getName(), component.getType());
      }
    }
    return parts;
  }

  @Override
  public JsonDeserializer<?> modifyDeserializer(
      DeserializationConfig config, BeanDescription bean, JsonDeserializer<?> usual) {
    if (!bean.getBeanClass().isRecord()) {
      return usual;
    }
    Map<String, List<String>> keys = new LinkedHashMap<>();
    parts(bean.getBeanClass())
        .forEach(
            (name, type) ->
                keys.put(
                    name,
                    config.introspect(config.constructType(type)).findProperties().stream()
                        .map(BeanPropertyDefinition::getName)
                        .toList()));
    return keys.isEmpty() ? usual : new Gathering(usual, keys);
  }

  /** Gathers each part's keys into an object before the record is read as usual. */
  private static final class Gathering extends DelegatingDeserializer {
    private static final long serialVersionUID = 1;

    private final transient Map<String, List<String>> keys;

    Gathering(JsonDeserializer<?> usual, Map<String, List<String>> keys) {
      super(usual);
      this.keys = keys;
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> other) {
      return new Gathering(other, keys);
    }

    @Override
    public Object deserialize(JsonParser in, DeserializationContext context) throws IOException {
      JsonNode tree = context.readTree(in);
      if (tree instanceof ObjectNode flat) {
        for (Map.Entry<String, List<String>> part : keys.entrySet()) {
          if (flat.has(part.getKey())) {
            context.handleUnknownProperty(in, this, handledType(), part.getKey());
          }
          flat.set(part.getKey(), gathered(flat, part.getValue()));
        }
      }
      try (JsonParser gathered = new TreeTraversingParser(tree, in.getCodec())) {
        gathered.nextToken();
        return super.deserialize(gathered, context);
      }
    }

    private static ObjectNode gathered(ObjectNode flat, List<String> keys) {
      ObjectNode part = flat.objectNode();
      for (String key : keys) {
        JsonNode value = flat.remove(key);
        if (value != null) {
          part.set(key, value);
        }
      }
      return part;
    }
  }
}
