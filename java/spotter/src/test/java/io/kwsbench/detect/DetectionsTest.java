package io.kwsbench.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.FixtureScript;
import io.kwsbench.Material;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Every rule against {@code checks/detector_rules.py}, which implements them independently. The C++
 * detector is tested on the same file.
 */
class DetectionsTest {
  private static final KeywordLabels LABELS =
      new KeywordLabels(List.of("_silence_", "_unknown_", "yes", "no", "stop"));
  private static final int RESULTS = 1500;
  private static final int SETS = 18;

  /** The generator that the script has. */
  private static final class Knuth {
    private long state;

    Knuth(long seed) {
      state = seed;
    }

    long bits() {
      state = state * 6364136223846793005L + 1442695040888963407L;
      return state >>> 40;
    }

    int below(int n) {
      return (int) (bits() % n);
    }
  }

  /** A line of the file: {@code set SEED STRIDE RULE THRESHOLDS}. */
  private record Setting(long seed, int stride, DetectorRule rule) {
    static Setting of(String line) {
      String[] words = line.split(" ");
      String[] thresholds = words[4].split(",");
      Map<String, Double> own = new TreeMap<>();
      for (String word : Arrays.asList(thresholds).subList(1, thresholds.length)) {
        own.put(word.split("=")[0], Double.parseDouble(word.split("=")[1]));
      }
      return new Setting(
          Long.parseLong(words[1]),
          Integer.parseInt(words[2]),
          RuleText.parse(List.of(words[3].split(",")))
              .withThresholds(new Thresholds(Double.parseDouble(thresholds[0]), own)));
    }

    List<String> detections() {
      Detector detector = new Detector(rule, LABELS, 1000);
      Knuth random = new Knuth(seed);
      List<String> found = new ArrayList<>();
      long time = 0;
      int loud = 0;
      int left = 0;
      for (int i = 0; i < RESULTS; i++) {
        if (left == 0) {
          loud = random.below(LABELS.count());
          left = 1 + random.below(40);
        }
        left--;
        float[] scores = new float[LABELS.count()];
        for (int label = 0; label < scores.length; label++) {
          scores[label] = (random.bits() / 2) / 16777216f + (label == loud ? 0.5f : 0);
        }
        String number = i + " ";
        detector
            .accept(time, scores)
            .map(d -> number + d.time() + " " + d.label() + " " + d.score())
            .ifPresent(found::add);
        time += stride + random.below(5);
      }
      return found;
    }
  }

  private static List<String> recorded() throws IOException {
    return Files.readAllLines(Material.fixture("stream/detections.txt"));
  }

  @Test
  void eachRuleFindsWhatItFindsInPython() throws IOException {
    List<String> found = new ArrayList<>();
    int sets = 0;
    for (String line : recorded()) {
      if (line.startsWith("set ")) {
        sets++;
        found.add(line);
        found.addAll(Setting.of(line).detections());
      }
    }

    assertThat(sets).isEqualTo(SETS);
    assertThat(found).isEqualTo(recorded());
  }

  @Test
  void theScriptStillSaysSo() throws Exception {
    assertThat(FixtureScript.lines("detector_rules.py")).isEqualTo(recorded());
  }
}
