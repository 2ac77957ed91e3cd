package io.kwsbench.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Something that makes a measurement doubtful, and what to do about it.
 *
 * @param what what was seen
 * @param advice what helps
 */
public record MeasurementWarning(String what, String advice) {
  private static final double BUSY = 0.25;
  private static final double HOT = 80;

  /** What whoever asked for the measurement can do, in the words of where he asks. */
  public interface Cures {
    /** How to let the processor cool: a verb and its object. */
    String pause();

    /** How to take fewer threads: a verb and its object. */
    String fewerThreads();
  }

  /** Every doubt that an environment raises. */
  public static List<MeasurementWarning> about(Environment environment, Cures cures) {
    List<MeasurementWarning> doubts = new ArrayList<>();
    environment
        .cpu()
        .governor()
        .filter(g -> List.of("powersave", "ondemand", "conservative", "schedutil").contains(g))
        .ifPresent(
            g ->
                doubts.add(
                    new MeasurementWarning(
                        "the CPU governor is " + g,
                        "set it to performance: cpupower frequency-set -g performance")));
    busy(environment, doubts);
    if (environment.throttled() > 0) {
      doubts.add(
          new MeasurementWarning(
              "the processor throttled " + environment.throttled() + " times while measuring",
              "cool it, or " + cures.pause()));
    }
    environment
        .after()
        .celsius()
        .filter(t -> t >= HOT)
        .ifPresent(
            t ->
                doubts.add(
                    new MeasurementWarning(
                        String.format(Locale.ROOT, "the processor is at %.0f °C", t),
                        "let it cool down, or " + cures.pause())));
    if (environment.software().threads() > environment.cpu().logicalCores()) {
      doubts.add(
          new MeasurementWarning(
              environment.software().threads()
                  + " threads on "
                  + environment.cpu().logicalCores()
                  + " processors",
              cures.fewerThreads()));
    }
    return doubts;
  }

  private static void busy(Environment environment, List<MeasurementWarning> doubts) {
    double others = environment.othersBusyCores();
    if (others > BUSY) {
      doubts.add(
          new MeasurementWarning(
              String.format(
                  Locale.ROOT,
                  "other processes kept %.1f of %d processors busy while measuring",
                  others,
                  environment.cpu().logicalCores()),
              "stop them, or compare interleaved runs instead of absolute times"));
    } else if (environment.before().load() > Math.max(1, environment.cpu().logicalCores() * 0.75)) {
      doubts.add(
          new MeasurementWarning(
              String.format(
                  Locale.ROOT, "the load was %.2f before measuring", environment.before().load()),
              "wait until the machine is idle"));
    }
  }
}
