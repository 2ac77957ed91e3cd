package io.kwsbench.detect;

import io.kwsbench.KwsException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A rule as words: its name, then what differs from its usual values, such as {@code tensorflow
 * window_ms=1000 threshold=0.5}. Flags and model files spell rules so.
 */
public final class RuleText {
  private static final String THRESHOLD = "threshold";
  private static final String RESULTS = "results";
  private static final String PAUSE = "pause_ms";
  private static final String SCOPE = "pause_of";
  private static final String WINDOW = "window_ms";
  private static final String SUPPRESSION = "suppression_ms";
  private static final String COUNT = "minimum_count";

  private final String rule;
  private final Map<String, String> left = new LinkedHashMap<>();

  private RuleText(List<String> words) {
    rule = words.get(0);
    for (String word : words.subList(1, words.size())) {
      int equals = word.indexOf('=');
      if (equals < 1 || left.put(word.substring(0, equals), word.substring(equals + 1)) != null) {
        throw new KwsException(
            "rule " + rule + ": '" + word + "' is no name=value, or comes twice");
      }
    }
  }

  /**
   * Reads a rule; thresholds of single labels are not among the words.
   *
   * @throws KwsException when it is none, or one of its values is none
   */
  public static DetectorRule parse(List<String> words) {
    if (words.isEmpty()) {
      throw new KwsException("a rule has no name");
    }
    RuleText text = new RuleText(words);
    try {
      DetectorRule rule = text.rule();
      if (!text.left.isEmpty()) {
        throw new KwsException(
            "rule " + text.rule + " has no '" + text.left.keySet().iterator().next() + "'");
      }
      return rule;
    } catch (IllegalArgumentException e) {
      throw new KwsException("rule " + text.rule + ": " + e.getMessage(), e);
    }
  }

  private DetectorRule rule() {
    AverageRule average = AverageRule.DEFAULT;
    StreakRule streak = StreakRule.DEFAULT;
    MicroRule micro = MicroRule.DEFAULT;
    return switch (rule) {
      case "tensorflow" -> tensorFlow(TensorFlowRule.DEFAULT);
      case "average" -> counted(AverageRule::new, average, average.results(), average.refractory());
      case "streak" -> counted(StreakRule::new, streak, streak.results(), streak.refractory());
      case "micro" -> counted(MicroRule::new, micro, micro.results(), micro.refractory());
      default ->
          throw new KwsException(
              "no rule '" + rule + "'; there are tensorflow, average, streak, micro");
    };
  }

  private DetectorRule tensorFlow(TensorFlowRule usual) {
    return new TensorFlowRule(
        whole(WINDOW, usual.windowMillis()),
        whole(SUPPRESSION, usual.suppressionMillis()),
        whole(COUNT, usual.minimumCount()),
        thresholds(usual));
  }

  /** A rule that looks at a number of results and then pauses. */
  private interface CountedRule {
    DetectorRule of(int results, Refractory refractory, Thresholds thresholds);
  }

  private DetectorRule counted(
      CountedRule made, DetectorRule usual, int results, Refractory refractory) {
    return made.of(whole(RESULTS, results), refractory(refractory), thresholds(usual));
  }

  private Thresholds thresholds(DetectorRule usual) {
    String text = left.remove(THRESHOLD);
    return text == null ? usual.thresholds() : Thresholds.of(threshold(text));
  }

  private Refractory refractory(Refractory usual) {
    int millis = whole(PAUSE, usual.millis());
    String scope = left.remove(SCOPE);
    if (scope == null) {
      return new Refractory(millis, usual.scope());
    }
    for (Refractory.Scope known : Refractory.Scope.values()) {
      if (name(known).equals(scope)) {
        return new Refractory(millis, known);
      }
    }
    throw new KwsException("rule " + rule + ": " + SCOPE + " is '" + scope + "', not all or label");
  }

  private static String name(Refractory.Scope scope) {
    return scope.name().toLowerCase(Locale.ROOT);
  }

  private int whole(String name, int usual) {
    String text = left.remove(name);
    try {
      return text == null ? usual : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new KwsException(
          "rule " + rule + ": " + name + " is '" + text + "', no whole number", e);
    }
  }

  /**
   * Reads a threshold.
   *
   * @throws KwsException when it is no number within 0 … 1
   */
  public static double threshold(String text) {
    try {
      return Thresholds.of(Double.parseDouble(text)).all();
    } catch (IllegalArgumentException e) {
      throw new KwsException("threshold '" + text + "' is no number within 0 … 1", e);
    }
  }

  /** The words of a rule, all values among them but thresholds of single labels. */
  public static List<String> of(DetectorRule rule) {
    List<String> words = new ArrayList<>(List.of(rule.name()));
    if (rule instanceof TensorFlowRule tensorFlow) {
      words.add(WINDOW + "=" + tensorFlow.windowMillis());
      words.add(SUPPRESSION + "=" + tensorFlow.suppressionMillis());
      words.add(COUNT + "=" + tensorFlow.minimumCount());
    } else if (rule instanceof AverageRule average) {
      add(words, average.results(), average.refractory());
    } else if (rule instanceof StreakRule streak) {
      add(words, streak.results(), streak.refractory());
    } else if (rule instanceof MicroRule micro) {
      add(words, micro.results(), micro.refractory());
    }
    words.add(THRESHOLD + "=" + rule.thresholds().all());
    return words;
  }

  private static void add(List<String> words, int results, Refractory refractory) {
    words.add(RESULTS + "=" + results);
    words.add(PAUSE + "=" + refractory.millis());
    words.add(SCOPE + "=" + name(refractory.scope()));
  }
}
