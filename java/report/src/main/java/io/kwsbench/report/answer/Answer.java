package io.kwsbench.report.answer;

import io.kwsbench.report.Lines;
import io.kwsbench.report.Section;
import io.kwsbench.report.Wrapped;
import io.kwsbench.stats.decision.RatioInterval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The answer of a measurement in three short lines: the time, the speed-up over the others with
 * their agreement, and the recognized class. Immutable.
 *
 * <pre>
 * Native engine: 0.81 ms per clip (median of 1,000 runs, one thread), 628× faster than real time.
 * 2.9× faster than TensorFlow (2.7–3.1×); outputs agree.
 * Heard: forward (0.63).
 * </pre>
 *
 * @param timed what was measured
 * @param rivals what ran beside it
 * @param notCompared sentences about what could not run beside it
 * @param heard sentence about the clips; empty where no clip was fed
 */
public record Answer(
    Timed timed, List<Rival> rivals, List<String> notCompared, Optional<String> heard) {
  public Answer {
    rivals = List.copyOf(rivals);
    notCompared = List.copyOf(notCompared);
  }

  /**
   * Another contender of the same measurement.
   *
   * @param name such as {@code TensorFlow}
   * @param ratio time of the measured one over the rival's
   * @param outputs how both outputs differ, such as {@code outputs agree}
   */
  public record Rival(String name, RatioInterval ratio, String outputs) {}

  /** The lines, of at most 100 columns. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>(Wrapped.at(Wrapped.COLUMNS, timed.sentence()));
    List<String> beside = new ArrayList<>();
    if (!rivals.isEmpty()) {
      beside.add(capitalized(comparison()));
    }
    beside.addAll(notCompared);
    if (!beside.isEmpty()) {
      lines.addAll(Wrapped.at(Wrapped.COLUMNS, String.join(" ", beside)));
    }
    heard.ifPresent(sentence -> lines.addAll(Wrapped.at(Wrapped.COLUMNS, sentence)));
    return lines.stream().map(line -> Lines.format("%s", line)).toList();
  }

  /** The section of a report. */
  public Section.Answer section() {
    return new Section.Answer(lines());
  }

  private static String capitalized(String sentence) {
    return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
  }

  private String comparison() {
    List<String> outputs = rivals.stream().map(Rival::outputs).distinct().toList();
    if (outputs.size() == 1) {
      return rivals.stream()
          .map(rival -> Speedup.than(rival.name(), rival.ratio()))
          .collect(Collectors.joining(", ", "", "; " + outputs.get(0) + "."));
    }
    return rivals.stream()
        .map(rival -> Speedup.than(rival.name(), rival.ratio()) + ", " + rival.outputs())
        .collect(Collectors.joining("; ", "", "."));
  }
}
