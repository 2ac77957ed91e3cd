package io.kwsbench.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.metadata.ModelMetadata;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OperatingTableTest {
  private static final KeywordLabels LABELS = new KeywordLabels(List.of("_silence_", "yes", "no"));

  private static OperatingPoint point(double threshold, double alarms) {
    return new OperatingPoint(threshold, alarms, OptionalDouble.of(0.25));
  }

  private static final OperatingTable TABLE =
      new OperatingTable(
          2,
          new TreeMap<>(
              Map.of(
                  "yes",
                  List.of(point(0.25, 3), point(0.5, 0.5)),
                  "no",
                  List.of(new OperatingPoint(0.75, 1.5, OptionalDouble.empty())))));

  /** A higher threshold with more alarms spoils the lower ones. */
  @Test
  void aChoiceKeepsToItsAlarmsFromItsThresholdOn() {
    List<OperatingPoint> choices =
        OperatingTable.choices(
            List.of(point(0.1, 9), point(0.2, 2), point(0.3, 4), point(0.4, 1), point(0.5, 1)));

    assertThat(choices).containsExactly(point(0.1, 9), point(0.2, 4), point(0.4, 1));
    assertThat(OperatingTable.choices(List.of())).isEmpty();
  }

  @Test
  void theLowestThresholdsWithinABudget() {
    DetectorRule rule = StreakRule.DEFAULT.withThresholds(new Thresholds(0.6, Map.of()));

    assertThat(TABLE.within(3, rule, LABELS))
        .isEqualTo(rule.withThresholds(new Thresholds(0.6, Map.of("yes", 0.25, "no", 0.75))));
    assertThat(TABLE.within(1.5, rule, LABELS).thresholds().of("yes")).isEqualTo(0.5);
    assertThatThrownBy(() -> TABLE.within(0.5, rule, LABELS))
        .isInstanceOf(KwsException.class)
        .hasMessage("no threshold of 'no' keeps to 0.5 false alarms per hour: the fewest are 1.50");
    assertThatThrownBy(() -> TABLE.within(0.25, rule, LABELS))
        .hasMessage(
            "no threshold of 'no', 'yes' keeps to 0.25 false alarms per hour: the fewest are 1.50,"
                + " 0.50");
    assertThatThrownBy(() -> TABLE.within(3, rule, new KeywordLabels(List.of("up"))))
        .hasMessage("no thresholds were measured for 'up'");
  }

  @Test
  void wordsTogetherMayCauseMoreThanTheBudgetOfEach() {
    assertThat(TABLE.together(3, LABELS)).isEqualTo(4.5);
    assertThat(TABLE.together(1.5, LABELS)).isEqualTo(2);
    assertThatThrownBy(() -> TABLE.together(0.5, LABELS)).isInstanceOf(KwsException.class);
  }

  @Test
  void aModelKeepsTheTableOfItsRule() {
    ModelMetadata ruled = DetectorMetadata.write(ModelMetadata.NONE, AverageRule.DEFAULT);
    ModelMetadata metadata = DetectorMetadata.write(ruled, TABLE);

    assertThat(DetectorMetadata.readTable(metadata)).contains(TABLE);
    assertThat(DetectorMetadata.read(metadata)).contains(AverageRule.DEFAULT);
    assertThat(DetectorMetadata.readTable(ruled)).isEmpty();
    DetectorRule higher = AverageRule.DEFAULT.withThresholds(Thresholds.of(0.9));
    assertThat(DetectorMetadata.readTable(DetectorMetadata.write(metadata, higher)))
        .contains(TABLE);
    assertThat(DetectorMetadata.readTable(DetectorMetadata.write(metadata, StreakRule.DEFAULT)))
        .isEmpty();
  }

  @Test
  void aDamagedTableIsRefused() {
    for (List<String> texts :
        List.of(
            List.of("1", "yes", "0.5"),
            List.of("soon"),
            List.of("1", "yes", "1.5", "0", "-"),
            List.of("1", "yes", "0.5", "-1", "-"),
            List.of("1", "yes", "0.5", "0", "NaN"),
            List.of("1", "yes", "0.5", "1", "-", "yes", "0.6", "1", "-"),
            List.of("1", "yes", "0.5", "1", "-", "yes", "0.5", "0", "-"))) {
      ModelMetadata metadata = ModelMetadata.NONE.with(DetectorMetadata.POINTS, texts);
      assertThatThrownBy(() -> DetectorMetadata.readTable(metadata))
          .as("%s", texts)
          .isInstanceOf(KwsException.class);
    }
  }
}
