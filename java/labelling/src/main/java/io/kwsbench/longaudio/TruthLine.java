package io.kwsbench.longaudio;

import io.kwsbench.KwsException;
import io.kwsbench.Printable;
import java.util.OptionalDouble;

/**
 * A line of a recording's ground truth.
 *
 * @param start in milliseconds
 * @param end in milliseconds; empty if the line does not have it
 */
record TruthLine(String word, double start, OptionalDouble end) {
  /** The beginning of a line that gives the frequencies of the label before it, in Audacity. */
  static final String FREQUENCIES = "\\";

  /**
   * Reads {@code word, milliseconds[, milliseconds]}, or {@code seconds TAB seconds TAB word}.
   *
   * @param place of the line, for messages
   * @throws KwsException when the line is neither
   */
  static TruthLine of(String line, String place) {
    try {
      TruthLine read = line.indexOf('\t') >= 0 ? label(line.split("\t")) : times(line.split(","));
      if (read != null) {
        return read;
      }
    } catch (NumberFormatException e) {
      throw neither(line, place, e);
    }
    throw neither(line, place, null);
  }

  private static TruthLine times(String[] parts) {
    if (parts.length != 2 && parts.length != 3) {
      return null;
    }
    return new TruthLine(
        parts[0].strip(),
        number(parts[1]),
        parts.length == 3 ? OptionalDouble.of(number(parts[2])) : OptionalDouble.empty());
  }

  private static TruthLine label(String[] parts) {
    if (parts.length != 3) {
      return null;
    }
    double start = 1000 * number(parts[0]);
    double end = 1000 * number(parts[1]);
    return new TruthLine(
        parts[2].strip(), start, start == end ? OptionalDouble.empty() : OptionalDouble.of(end));
  }

  private static double number(String text) {
    return Double.parseDouble(text.strip());
  }

  private static KwsException neither(String line, String place, NumberFormatException cause) {
    return new KwsException(
        place
            + ": '"
            + Printable.of(line)
            + "' is not 'word, milliseconds' or Audacity's 'seconds TAB seconds TAB word'",
        cause);
  }
}
