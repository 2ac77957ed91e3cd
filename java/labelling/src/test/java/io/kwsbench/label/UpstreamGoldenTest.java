package io.kwsbench.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.kwsbench.SharedMaterial;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules over all 158,538 rows of the challenge's test set. */
class UpstreamGoldenTest {
  private static final int ROWS = 158_538;

  private static List<Submission> threeModels() {
    return Stream.of("098", "096", "091")
        .map(n -> "upstream/submission_" + n + "_leftloud_tta_all_labels.csv")
        .map(SharedMaterial::require)
        .map(Submission::read)
        .toList();
  }

  @Test
  void agreementOfThreeModels() {
    PseudoPlan plan = AgreementRule.plan(threeModels());
    assertThat(plan.considered()).isEqualTo(ROWS);
    assertThat(plan.clips()).hasSize(140_945);
    assertThat(plan.files()).isEqualTo(140_945);
    assertThat(plan.labelCounts())
        .hasSize(32)
        .contains(
            entry("silence", 13_582),
            entry("unknown", 1_163),
            entry("four", 9_832),
            entry("tree", 564),
            entry("yes", 5_769),
            entry("zero", 7_695));
    assertThat(plan.labelCounts().values().stream().mapToInt(Integer::intValue).sum())
        .isEqualTo(140_945);
  }

  @Test
  void thresholdOnTheEnsemblesProbabilities() {
    List<String> names =
        Submission.read(SharedMaterial.require("upstream/submission_50.csv")).names();
    ProbabilityMap map =
        ProbabilityMap.read(SharedMaterial.require("upstream/submit_50_probs.uint8.memmap"));
    PseudoPlan plan = ThresholdRule.plan(names, map, 0.7);
    assertThat(plan.considered()).isEqualTo(ROWS);
    assertThat(plan.lowConfidence()).isEqualTo(12_699);
    assertThat(plan.labelCounts())
        .containsOnly(
            entry("silence", 11_658),
            entry("unknown", 79_742),
            entry("yes", 5_407),
            entry("no", 5_817),
            entry("up", 5_009),
            entry("down", 5_161),
            entry("left", 5_848),
            entry("right", 5_339),
            entry("on", 5_687),
            entry("off", 5_647),
            entry("stop", 5_473),
            entry("go", 5_051));
    assertThat(plan.silenceFiles()).isEqualTo(388);
    assertThat(plan.files()).isEqualTo(134_569);
  }

  @Test
  void twoVotesOfThree() {
    Vote vote = Vote.of(threeModels(), 2);
    assertThat(vote.undecided()).hasSize(2_752);
    assertThat(counts(vote))
        .contains(entry("silence", 14_249), entry("unknown", 3_409), entry("four", 11_047));
  }

  @Test
  void threeVotesOfThreeLeaveTheRestToTheBest() {
    List<Submission> models = threeModels();
    Vote vote = Vote.of(models, 3);
    assertThat(vote.undecided()).hasSize(ROWS - 140_945);
    assertThat(vote.result().labels()).isEqualTo(models.get(0).labels());
  }

  private static Map<String, Integer> counts(Vote vote) {
    Map<String, Integer> counts = new TreeMap<>();
    vote.result().labels().forEach(label -> counts.merge(label, 1, Integer::sum));
    return counts;
  }
}
