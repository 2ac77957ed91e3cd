package io.kwsbench.report.render;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.kwsbench.report.Data;
import io.kwsbench.report.Report;
import java.io.UncheckedIOException;

/** Every number, with a schema version. */
final class JsonRenderer {
  private JsonRenderer() {}

  static String of(Report report) {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(indenter);
    Data data = report.data();
    if (data.arrays() == Data.Arrays.ON_LINES) {
      printer = printer.withArrayIndenter(indenter);
    }
    try {
      return mapper(data).writer(printer).writeValueAsString(tree(report)) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The data as a tree of its own, with the lines that answer what was measured. */
  static ObjectNode tree(Report report) {
    Data data = report.data();
    ObjectMapper mapper = mapper(data);
    ObjectNode tree = mapper.createObjectNode();
    tree.put("schema_version", data.schemaVersion());
    report.answer().ifPresent(answer -> tree.set("answer", mapper.valueToTree(answer.lines())));
    tree.setAll((ObjectNode) mapper.valueToTree(data.record()));
    return tree;
  }

  private static ObjectMapper mapper(Data data) {
    JsonMapper.Builder builder =
        JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new FiniteNumbers())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    data.views().forEach(builder::addMixIn);
    return builder.build();
  }
}
