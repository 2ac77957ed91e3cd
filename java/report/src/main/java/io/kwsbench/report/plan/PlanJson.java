package io.kwsbench.report.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.UncheckedIOException;

/** A compiled model's result as JSON: the record's names in snake case, and a schema version. */
final class PlanJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .addModule(new Jdk8Module())
          .addMixIn(PlanResult.StepTime.class, StepFields.class)
          .build();

  private PlanJson() {}

  static String of(PlanResult result) {
    ObjectNode tree = MAPPER.createObjectNode();
    tree.put("schema_version", PlanResult.SCHEMA_VERSION);
    tree.setAll((ObjectNode) MAPPER.valueToTree(result));
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(tree) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface StepFields {
    @JsonProperty
    double gflopsPerSecond();
  }
}
