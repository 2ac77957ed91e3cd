package io.kwsbench.cli.use.listen;

import io.kwsbench.Printable;
import io.kwsbench.detect.Detector;
import io.kwsbench.detect.DetectorRule;
import io.kwsbench.detect.KeywordLabels;
import io.kwsbench.spotter.SpotterStream;
import java.util.Locale;

/** The word of a sound that came nearest to its threshold. */
final class NearestWord implements Reaction {
  private final DetectorRule rule;
  private final Detector detector;
  private double least = Double.MAX_VALUE;
  private String text = "";

  NearestWord(DetectorRule rule, KeywordLabels labels, int sampleRate) {
    this.rule = rule;
    this.detector = new Detector(rule, labels, sampleRate);
  }

  @Override
  public void scored(SpotterStream stream, long last, float[] scores) {
    detector.accept(last + 1, scores);
    KeywordLabels labels = detector.labels();
    for (int label = 0; label < scores.length; label++) {
      double score = detector.score(label);
      double needed = rule.thresholds().of(labels.names().get(label));
      if (labels.isKeyword(label) && needed - score < least) {
        least = needed - score;
        text = text(labels.names().get(label), score, needed);
      }
    }
  }

  private static String text(String word, double score, double needed) {
    return String.format(
        Locale.ROOT,
        "; the best was %s %.3f of the %.3f it needs",
        Printable.of(word),
        score,
        needed);
  }

  /**
   * The end of the message that no word was detected; empty where a word's score was high enough,
   * but the rule requires more than that.
   */
  String text() {
    return least > 0 ? text : "";
  }
}
