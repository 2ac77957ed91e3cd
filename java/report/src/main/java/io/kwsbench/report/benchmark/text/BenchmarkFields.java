package io.kwsbench.report.benchmark.text;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonValue;
import io.kwsbench.measure.Environment;
import io.kwsbench.report.Section;
import io.kwsbench.report.benchmark.BenchmarkResult;
import io.kwsbench.report.benchmark.TracingSection;
import io.kwsbench.stats.NodeStats;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of the benchmark's JSON besides the records' components, and the omitted ones. Times
 * are in microseconds where a name ends in {@code _us} and in distributions of times, memory is in
 * bytes.
 */
final class BenchmarkFields {
  static final Map<Class<?>, Class<?>> VIEWS =
      Map.of(
          BenchmarkResult.class, OfBenchmark.class,
          Section.Answer.class, AnswerLines.class,
          Environment.class, OfEnvironment.class,
          NodeStats.class, OfNode.class,
          TracingSection.class, OfTracing.class,
          TensorName.class, AsText.class,
          Shape.class, AsText.class,
          DType.class, Label.class);

  private BenchmarkFields() {}

  // What a record computes from its fields is written beside them.
  @JsonPropertyOrder({
    "name",
    "environment",
    "warnings",
    "workload",
    "results",
    "absent",
    "comparisons",
    "roofline",
    "interrupted",
    "answer",
    "gates_pass"
  })
  private interface OfBenchmark {
    @JsonProperty
    Section.Answer answer();

    @JsonProperty
    Optional<Boolean> gatesPass();
  }

  private interface AnswerLines {
    @JsonValue
    List<String> lines();
  }

  // Two computed ones have no order of their own: reflection lists methods as it likes.
  @JsonPropertyOrder({
    "date",
    "command_line",
    "cpu",
    "before",
    "after",
    "software",
    "background_busy_cores",
    "throttle_events"
  })
  private interface OfEnvironment {
    @JsonProperty("background_busy_cores")
    double othersBusyCores();

    @JsonProperty("throttle_events")
    Optional<Long> throttled();
  }

  private interface OfNode {
    @JsonProperty
    double gflopsPerSecond();
  }

  private interface OfTracing {
    @JsonProperty("ops_share")
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
