package io.kwsbench.suite.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.kwsbench.engine.RunTrace;
import io.kwsbench.suite.definition.Metric;
import io.kwsbench.suite.definition.Unit;
import io.kwsbench.suite.result.CaseProfile;
import io.kwsbench.suite.result.GateResult;
import io.kwsbench.suite.result.SuiteResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Every number, with a schema version. Names are the records' in snake case; times are in
 * nanoseconds.
 */
public final class SuiteJson implements SuiteWriter {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .addMixIn(CaseProfile.class, ProfileFields.class)
          .addMixIn(GateResult.class, GateFields.class)
          .addMixIn(Metric.class, MetricText.class)
          .addMixIn(Unit.class, UnitText.class)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  // runs op by op are for timelines, not for scripts
  private interface ProfileFields {
    @JsonIgnore
    List<RunTrace> traces();
  }

  @JsonPropertyOrder({"gate", "against", "status", "value", "limit", "unit", "decision", "note"})
  private interface GateFields {
    @JsonProperty("unit")
    Unit unit();
  }

  private interface MetricText {
    @JsonValue
    String id();
  }

  private interface UnitText {
    @JsonValue
    String label();
  }

  @Override
  public void write(SuiteResult result, Appendable out) throws IOException {
    out.append(text(tree(result)));
  }

  /** Another record in the same form. */
  static String render(int schemaVersion, Object record) {
    try {
      return text(tree(schemaVersion, record));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(ObjectNode tree) throws IOException {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    return MAPPER
            .writer(new DefaultPrettyPrinter().withObjectIndenter(indenter))
            .writeValueAsString(tree)
        + "\n";
  }

  /** The result as a tree. */
  public static ObjectNode tree(SuiteResult result) {
    return tree(SuiteResult.SCHEMA_VERSION, result);
  }

  private static ObjectNode tree(int schemaVersion, Object record) {
    ObjectNode tree = MAPPER.createObjectNode();
    tree.put("schema_version", schemaVersion);
    tree.setAll((ObjectNode) MAPPER.valueToTree(record));
    return tree;
  }
}
