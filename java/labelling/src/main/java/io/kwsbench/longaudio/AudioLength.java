package io.kwsbench.longaudio;

import java.util.Locale;

/** Lengths of audio, and what audio of a length proves about false alarms. */
public final class AudioLength {
  private AudioLength() {}

  /** A length in hours in the unit that suits it. */
  public static String of(double hours) {
    if (hours >= 1) {
      return String.format(Locale.ROOT, "%.2f hours", hours);
    }
    double minutes = hours * 60;
    return minutes >= 1
        ? String.format(Locale.ROOT, "%.1f minutes", minutes)
        : String.format(Locale.ROOT, "%.1f seconds", minutes * 60);
  }

  /** The false alarms per hour that audio without any rules out. */
  public static double provenBelow(double hours) {
    return new AlarmRate(0, hours).provenBelow();
  }

  /** The sentence that states the rate which audio without a false alarm proves. */
  public static String proof(double hours) {
    return String.format(
        Locale.ROOT,
        "%s without a false alarm prove fewer than %.2f per hour (95 %% confidence)",
        of(hours),
        provenBelow(hours));
  }
}
