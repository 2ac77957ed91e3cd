package io.kwsbench.cli.use.listen;

import io.kwsbench.cli.command.CliContext;
import io.kwsbench.spotter.SpotterStream;
import io.kwsbench.tensor.Likeliest;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Locale;

/** A terminal line with the level, the top score, the load and lost sound. */
final class Meter implements Reaction {
  private static final long EVERY_NANOS = 200_000_000L;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final PrintStream err;
  private final List<String> labels;
  private final Sound sound;
  private final float[] window;
  private long shownAt = System.nanoTime() - EVERY_NANOS;
  private long cpuAt = cpu();
  private int shown;

  Meter(CliContext context, List<String> labels, Sound sound, int samples) {
    this.err = context.err();
    this.labels = labels;
    this.sound = sound;
    this.window = new float[samples];
  }

  private static long cpu() {
    return THREADS.isCurrentThreadCpuTimeSupported() ? THREADS.getCurrentThreadCpuTime() : 0;
  }

  @Override
  public void scored(SpotterStream stream, float[] scores) {
    long now = System.nanoTime();
    if (now - shownAt < EVERY_NANOS) {
      return;
    }
    long cpu = cpu();
    stream.copyWindow(window);
    int top = Likeliest.of(scores).orElse(0);
    show(
        String.format(
            Locale.ROOT,
            "level %4.0f dB  %s %.2f  one core %3.0f %%  overruns %d",
            decibels(),
            labels.get(top),
            scores[top],
            100.0 * (cpu - cpuAt) / (now - shownAt),
            sound.overruns()));
    shownAt = now;
    cpuAt = cpu;
  }

  /** The window's level under full scale. */
  private double decibels() {
    double sum = 0;
    for (float sample : window) {
      sum += sample * sample;
    }
    return 10 * Math.log10(Math.max(1e-10, sum / window.length));
  }

  private void show(String line) {
    err.print("\r" + line + " ".repeat(Math.max(0, shown - line.length())));
    err.flush();
    shown = line.length();
  }

  @Override
  public void heard(String source, SpotterStream.Heard heard) {
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
