package io.kwsbench.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.metadata.ModelMetadata;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RuleTextTest {
  static Stream<DetectorRule> rules() {
    Thresholds thresholds = new Thresholds(0.25, Map.of("yes", 0.6, "a=b", 1.0));
    return Stream.of(
        TensorFlowRule.DEFAULT,
        new TensorFlowRule(1000, 1500, 4, thresholds),
        AverageRule.DEFAULT,
        new AverageRule(7, Refractory.ofLabel(0), thresholds),
        StreakRule.DEFAULT,
        new StreakRule(1, Refractory.ofLabel(1500), thresholds),
        MicroRule.DEFAULT,
        new MicroRule(9, Refractory.ofAll(250), thresholds));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void aModelKeepsItsRule(DetectorRule rule) {
    ModelMetadata metadata =
        DetectorMetadata.write(ModelMetadata.ofLabels(List.of("yes", "a=b")), rule);

    assertThat(DetectorMetadata.read(metadata)).contains(rule);
    assertThat(metadata.labels()).containsExactly("yes", "a=b");
    assertThat(DetectorMetadata.read(DetectorMetadata.write(metadata, StreakRule.DEFAULT)))
        .contains(StreakRule.DEFAULT);
    assertThat(DetectorMetadata.read(ModelMetadata.NONE)).isEmpty();
  }

  @Test
  void whatIsLeftOutIsUsual() {
    assertThat(RuleText.parse(List.of("tensorflow"))).isEqualTo(TensorFlowRule.DEFAULT);
    assertThat(RuleText.parse(List.of("micro", "pause_of=label", "threshold=0.97")))
        .isEqualTo(new MicroRule(5, Refractory.ofLabel(1000), Thresholds.of(0.97)));
    assertThat(RuleText.of(TensorFlowRule.DEFAULT))
        .containsExactly(
            "tensorflow",
            "window_ms=500",
            "suppression_ms=500",
            "minimum_count=3",
            "threshold=0.7");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tensorflw|no rule 'tensorflw'; there are tensorflow, average, streak, micro",
        "streak results=0|rule streak: 0 results; at least 1 is needed",
        "streak results=x|rule streak: results is 'x', no whole number",
        "streak results|rule streak: 'results' is no name=value, or comes twice",
        "streak results=1 results=2|rule streak: 'results=2' is no name=value, or comes twice",
        "streak window_ms=500|rule streak has no 'window_ms'",
        "tensorflow pause_ms=500|rule tensorflow has no 'pause_ms'",
        "average pause_of=none|rule average: pause_of is 'none', not all or label",
        "average threshold=1.5|threshold '1.5' is no number within 0 … 1",
        "average threshold=NaN|threshold 'NaN' is no number within 0 … 1"
      })
  void whatIsNoRuleIsSaid(String words, String message) {
    assertThatThrownBy(() -> RuleText.parse(List.of(words.split(" "))))
        .isInstanceOf(KwsException.class)
        .hasMessage(message);
  }

  @Test
  void damagedMetadataIsSaid() {
    ModelMetadata odd =
        DetectorMetadata.write(ModelMetadata.NONE, StreakRule.DEFAULT)
            .with(DetectorMetadata.THRESHOLDS, List.of("yes", "0.5", "no"));
    assertThatThrownBy(() -> DetectorMetadata.read(odd))
        .isInstanceOf(KwsException.class)
        .hasMessage("the model's thresholds end with a label alone");
  }
}
