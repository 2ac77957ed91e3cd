package io.kwsbench.cli.options;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import io.kwsbench.KwsException;
import io.kwsbench.audio.KeywordClip;
import io.kwsbench.audio.SampleCount;
import io.kwsbench.cli.command.Choices;
import io.kwsbench.cli.command.FlagGroup;
import io.kwsbench.cli.command.Within;
import io.kwsbench.detect.AverageRule;
import io.kwsbench.detect.DetectorMetadata;
import io.kwsbench.detect.DetectorRule;
import io.kwsbench.detect.RuleText;
import io.kwsbench.detect.Thresholds;
import io.kwsbench.metadata.ModelMetadata;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Flags for the hop and the detection rule of a stream. */
@FlagGroup("detection")
public final class ListeningFlags {
  /** A minute; a model's window is about a second. */
  public static final int MAX_HOP_MILLIS = 60_000;

  @Parameter(
      names = "--rule",
      order = 50,
      description =
          "rule of detection and its values: average, tensorflow, streak or micro, such as"
              + " streak,results=5,pause_ms=2000; default: the model's rule, or average")
  @Choices({"average", "tensorflow", "streak", "micro"})
  private String rule = "";

  @Parameter(
      names = "--threshold",
      order = 51,
      description =
          "threshold of all words, of some, or both: 0.7, yes=0.6,no=0.8 or 0.7,no=0.8; default:"
              + " the rule's threshold")
  private String threshold = "";

  @Parameter(
      names = "--hop_ms",
      order = 52,
      description =
          "distance between windows in milliseconds; 0 means the model's recommendation, or 80")
  @Within(min = 0, max = MAX_HOP_MILLIS)
  private int hopMillis;

  /** The milliseconds from window to window; empty if not typed. */
  public OptionalInt hopMillis() {
    return hopMillis == 0 ? OptionalInt.empty() : OptionalInt.of(hopMillis);
  }

  /**
   * The rule that was typed.
   *
   * @param usual the one where none was
   * @param labels which may have thresholds
   * @throws ParameterException when a value is none
   */
  public DetectorRule rule(DetectorRule usual, List<String> labels) {
    DetectorRule typed = rule.isEmpty() ? usual : rule(rule);
    return threshold.isEmpty()
        ? typed
        : typed.withThresholds(thresholds(typed.thresholds(), labels));
  }

  /**
   * The rule that a value of {@code --rule} names.
   *
   * @throws ParameterException when it names none
   */
  public static DetectorRule rule(String typed) {
    try {
      return RuleText.parse(List.of(typed.split(",", -1)));
    } catch (KwsException e) {
      throw new ParameterException("--rule: " + e.getMessage(), e);
    }
  }

  private Thresholds thresholds(Thresholds usual, List<String> labels) {
    double all = usual.all();
    SortedMap<String, Double> byLabel = new TreeMap<>(usual.byLabel());
    Set<String> seen = new HashSet<>();
    for (String word : threshold.split(",", -1)) {
      int equals = word.lastIndexOf('=');
      double value = number(word.substring(equals + 1));
      if (!seen.add(word.substring(0, Math.max(0, equals)))) {
        throw new ParameterException("--threshold: '" + word + "' sets a threshold twice");
      }
      if (equals < 0) {
        all = value;
        byLabel.clear();
      } else if (labels.contains(word.substring(0, equals))) {
        byLabel.put(word.substring(0, equals), value);
      } else if (labels.isEmpty()) {
        throw new ParameterException(
            "--threshold: the model does not name its classes; give one threshold for all");
      } else {
        throw new ParameterException(
            "--threshold: '"
                + word.substring(0, equals)
                + "' is none of the labels: "
                + String.join(" ", labels));
      }
    }
    return new Thresholds(all, byLabel);
  }

  private static double number(String text) {
    try {
      return RuleText.threshold(text);
    } catch (KwsException e) {
      throw new ParameterException("--threshold: " + e.getMessage(), e);
    }
  }

  /**
   * A model's metadata with what was typed, for whoever listens with the model.
   *
   * @param labels the model's
   * @throws ParameterException when a value is none
   * @throws KwsException when the metadata names no rule, or no sample rate
   */
  public ModelMetadata into(ModelMetadata metadata, List<String> labels) {
    ModelMetadata said = metadata;
    if (!rule.isEmpty() || !threshold.isEmpty()) {
      DetectorRule usual = DetectorMetadata.read(metadata).orElse(AverageRule.DEFAULT);
      said = DetectorMetadata.write(said, rule(usual, labels));
    }
    if (hopMillis().isPresent()) {
      int rate = metadata.number(ModelMetadata.SAMPLE_RATE).orElse(KeywordClip.SAMPLE_RATE);
      int hop = Math.max(1, SampleCount.of(hopMillis, rate));
      // operating points hold for one hop
      boolean same = metadata.number(ModelMetadata.HOP).equals(OptionalInt.of(hop));
      said = same ? said : said.with(DetectorMetadata.POINTS, List.of());
      said = said.withNumber(ModelMetadata.HOP, hop);
    }
    return said;
  }
}
