package io.kwsbench.cli.make;

import io.kwsbench.longaudio.AlarmRate;
import io.kwsbench.report.Lines;

/** Lengths of audio, and what audio of a length proves about false alarms. */
final class AudioLength {
  private AudioLength() {}

  /** A length in hours in the unit that suits it. */
  static String of(double hours) {
    if (hours >= 1) {
      return Lines.format("%.2f hours", hours);
    }
    double minutes = hours * 60;
    return minutes >= 1
        ? Lines.format("%.1f minutes", minutes)
        : Lines.format("%.1f seconds", minutes * 60);
  }

  /** The false alarms per hour that audio without any rules out. */
  static double provenBelow(double hours) {
    return new AlarmRate(0, hours).provenBelow();
  }

  /** What audio without a false alarm proves, in words. */
  static String proof(double hours) {
    return Lines.format(
        "%s without a false alarm prove fewer than %.2f per hour (95 %% confidence)",
        of(hours), provenBelow(hours));
  }
}
