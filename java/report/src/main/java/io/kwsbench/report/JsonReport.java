package io.kwsbench.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.kwsbench.engine.RunTrace;
import io.kwsbench.measure.Environment;
import io.kwsbench.stats.NodeStats;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorName;
import java.io.IOException;
import java.util.List;

/**
 * Every number of the report, with a schema version. Names are the records' in snake case; times
 * are in microseconds where a name ends in {@code _us} and in distributions of times, memory is in
 * bytes. Thread-safe.
 */
public final class JsonReport implements ReportWriter {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new FiniteNumbers())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .addMixIn(Report.class, ReportFields.class)
          .addMixIn(Environment.class, EnvironmentFields.class)
          .addMixIn(Result.class, ResultFields.class)
          .addMixIn(NodeStats.class, NodeFields.class)
          .addMixIn(TracingSection.class, TracingFields.class)
          .addMixIn(TensorName.class, AsText.class)
          .addMixIn(Shape.class, AsText.class)
          .addMixIn(DType.class, Label.class)
          .build();

  private static final ObjectWriter WRITER =
      MAPPER.writer(
          new DefaultPrettyPrinter()
              .withObjectIndenter(new DefaultIndenter("  ", "\n"))
              .withArrayIndenter(new DefaultIndenter("  ", "\n")));

  @Override
  public void write(Report report, Appendable out) throws IOException {
    out.append(WRITER.writeValueAsString(tree(report))).append('\n');
  }

  /** The report as a tree. */
  public static ObjectNode tree(Report report) {
    ObjectNode tree = MAPPER.createObjectNode();
    tree.put("schema_version", Report.SCHEMA_VERSION);
    tree.setAll((ObjectNode) MAPPER.valueToTree(report));
    return tree;
  }

  // What a record computes from its fields is written beside them.
  private interface ReportFields {
    @JsonProperty
    boolean gatesPass();
  }

  // Two computed ones have no order of their own: reflection lists methods as it likes.
  @JsonPropertyOrder({
    "date",
    "command_line",
    "cpu",
    "before",
    "after",
    "software",
    "others_busy_cores",
    "throttled"
  })
  private interface EnvironmentFields {
    @JsonProperty
    double othersBusyCores();

    @JsonProperty
    long throttled();
  }

  // runs op by op are the trace format's
  private interface ResultFields {
    @JsonIgnore
    List<RunTrace> traces();
  }

  private interface NodeFields {
    @JsonProperty
    double gflopsPerSecond();
  }

  private interface TracingFields {
    @JsonProperty
    double explained();
  }

  private interface AsText {
    @Override
    @JsonValue
    String toString();
  }

  private interface Label {
    @JsonValue
    String label();

    @JsonIgnore
    int number();
  }
}
