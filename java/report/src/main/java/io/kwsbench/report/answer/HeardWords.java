package io.kwsbench.report.answer;

import io.kwsbench.measure.ClipPrediction;
import io.kwsbench.report.CppNumbers;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The likeliest class of one clip, or how many clips each class was the likeliest of. */
public final class HeardWords {
  private static final int MAX_CLASSES = 6;
  private static final String NO_CLASS = "no class (not a number)";

  private HeardWords() {}

  /**
   * The sentence; empty where no clip was fed, or where an interruption left the classes out.
   *
   * @param sound whether clips were fed
   */
  public static Optional<String> of(
      boolean sound, boolean interrupted, List<ClipPrediction> clips) {
    return sound && !(interrupted && clips.isEmpty()) ? Optional.of(of(clips)) : Optional.empty();
  }

  /** The sentence, for no predictions that there are no scores of classes. */
  static String of(List<ClipPrediction> clips) {
    return switch (clips.size()) {
      case 0 -> "Heard: no class, since the output is not real numbers.";
      case 1 -> "Heard: " + one(clips.get(0)) + ".";
      default -> "Heard in " + clips.size() + " clips: " + counted(clips) + ".";
    };
  }

  private static String one(ClipPrediction clip) {
    return clip.top().isEmpty()
        ? NO_CLASS
        : clip.top().get(0).label()
            + " ("
            + CppNumbers.fixed(clip.top().get(0).probability(), 2)
            + ")";
  }

  private static String counted(List<ClipPrediction> clips) {
    Map<String, Long> counts =
        clips.stream()
            .collect(
                Collectors.groupingBy(
                    clip -> clip.top().isEmpty() ? NO_CLASS : clip.top().get(0).label(),
                    LinkedHashMap::new,
                    Collectors.counting()));
    String shown =
        counts.entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .limit(MAX_CLASSES)
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(", "));
    int more = counts.size() - MAX_CLASSES;
    return shown + (more > 0 ? ", " + more + " more classes" : "");
  }
}
