package io.kwsbench.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A reason to doubt a measurement, with advice.
 *
 * @param what the observation, such as {@code the CPU governor is powersave}
 * @param advice what the user can do: a verb and its object
 */
public record MeasurementWarning(String what, String advice) {
  private static final double BUSY = 0.25;
  private static final double HOT = 80;

  /** Advice in the words of the command that measures; each one is a verb and its object. */
  public interface Cures {
    /** Advice that lets the processor cool. */
    String pause();

    /** Advice about a machine that other processes keep busy. */
    String busy();

    /**
     * Advice that limits the number of threads.
     *
     * @param processors number of logical processors
     */
    String fewerThreads(int processors);
  }

  /** The observation with the advice. */
  public String line() {
    return what + ": " + advice;
  }

  /** All reasons to doubt what was measured in an environment. */
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
    busy(environment, cures, doubts);
    environment
        .throttled()
        .filter(events -> events > 0)
        .ifPresent(
            events ->
                doubts.add(
                    new MeasurementWarning(
                        "the processor throttled " + events + " times while measuring",
                        "cool it, or " + cures.pause())));
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
              cures.fewerThreads(environment.cpu().logicalCores())));
    }
    return doubts;
  }

  private static void busy(Environment environment, Cures cures, List<MeasurementWarning> doubts) {
    double others = environment.othersBusyCores();
    double load = environment.before().load().orElse(0.0);
    if (others > BUSY) {
      doubts.add(
          new MeasurementWarning(
              String.format(
                  Locale.ROOT,
                  "other processes kept %.1f of %d processors busy while measuring",
                  others,
                  environment.cpu().logicalCores()),
              cures.busy()));
    } else if (load > Math.max(1, environment.cpu().logicalCores() * 0.75)) {
      doubts.add(
          new MeasurementWarning(
              String.format(Locale.ROOT, "the load was %.2f before measuring", load),
              "wait until the machine is idle"));
    }
  }
}
