package io.kwsbench.cli.use.listen;

import io.kwsbench.cli.command.CliContext;
import io.kwsbench.spotter.Spotter;
import io.kwsbench.spotter.SpotterStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A terminal line with the level, the top scores, the last detection, the load and lost sound.
 *
 * <p>Two figures show the load: the share of one core, and the real-time factor, which is the
 * seconds of computing per second of sound. They differ where a file is read at full speed.
 */
final class Meter implements Reaction {
  private static final int TOP = 2;
  private static final long EVERY_NANOS = 200_000_000L;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final PrintStream err;
  private final List<String> labels;
  private final Sound sound;
  private final int sampleRate;
  private long shownAt = System.nanoTime() - EVERY_NANOS;
  private long cpuAt = cpu();
  private long sampleAt;
  private String lastHeard = "-";
  private int shown;

  Meter(CliContext context, List<String> labels, Sound sound, Spotter spotter) {
    this.err = context.err();
    this.labels = labels;
    this.sound = sound;
    this.sampleRate = spotter.sampleRate();
  }

  private static long cpu() {
    return THREADS.isCurrentThreadCpuTimeSupported() ? THREADS.getCurrentThreadCpuTime() : 0;
  }

  @Override
  public void scored(SpotterStream stream, long last, float[] scores) {
    long now = System.nanoTime();
    if (now - shownAt < EVERY_NANOS) {
      return;
    }
    long cpu = cpu();
    show(
        String.format(
            Locale.ROOT,
            "level %4.0f dB  %s  last %s  one core %3.0f %%  real-time factor %.3f  overruns %d",
            stream.decibels(),
            top(scores),
            lastHeard,
            100.0 * (cpu - cpuAt) / (now - shownAt),
            (cpu - cpuAt) / 1e9 * sampleRate / (last + 1 - sampleAt),
            sound.overruns()));
    shownAt = now;
    cpuAt = cpu;
    sampleAt = last + 1;
  }

  private String top(float[] scores) {
    return IntStream.range(0, scores.length)
        .boxed()
        .sorted(Comparator.comparingDouble(label -> -scores[label]))
        .limit(TOP)
        .map(label -> String.format(Locale.ROOT, "%s %.2f", labels.get(label), scores[label]))
        .collect(Collectors.joining(" "));
  }

  private void show(String line) {
    err.print("\r" + line + " ".repeat(Math.max(0, shown - line.length())));
    err.flush();
    shown = line.length();
  }

  @Override
  public void heard(String source, SpotterStream.Heard heard) {
    lastHeard = String.format(Locale.ROOT, "%s %.1f s", heard.label(), heard.seconds());
    clear();
  }

  @Override
  public void ended() {
    clear();
  }

  private void clear() {
    if (shown > 0) {
      show("");
      err.print("\r");
      shown = 0;
    }
  }
}
