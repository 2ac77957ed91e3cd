package io.kwsbench.cli.make;

import io.kwsbench.longaudio.AudioLength;
import io.kwsbench.report.Lines;
import io.kwsbench.report.Section;
import io.kwsbench.report.Wrapped;
import java.util.List;

/** The answer of a protocol in words. */
final class ProtocolText {
  private ProtocolText() {}

  static List<Section> sections(ProtocolResult result) {
    return List.of(
        Section.GAP,
        new Section.Title("Protocol " + result.protocol(), false),
        new Section.Prose(Wrapped.at(Wrapped.COLUMNS, text(result))));
  }

  private static String text(ProtocolResult result) {
    if (result instanceof ProtocolResult.WakeWord wakeWord) {
      return wakeWord
          .point()
          .map(point -> missed(wakeWord, point))
          .orElseGet(
              () ->
                  Lines.format(
                      "no threshold keeps to %s false alarms per hour",
                      wakeWord.maxFalseAlarmsPerHour()));
    }
    if (result instanceof ProtocolResult.Streaming streaming) {
      return counted(streaming);
    }
    ProtocolResult.Accuracy accuracy = (ProtocolResult.Accuracy) result;
    return Lines.format(
        "of %d words: matched %.1f %%, correct %.1f %%, wrong %.1f %%, false positives %.1f %%",
        accuracy.said(),
        accuracy.matchedPercent(),
        accuracy.correctPercent(),
        accuracy.wrongPercent(),
        accuracy.falsePositivePercent());
  }

  private static String missed(ProtocolResult.WakeWord wakeWord, ProtocolResult.AtThreshold point) {
    return Lines.format(
        "at most %s false alarms per hour: %.2f %% of %d words missed at the threshold %.4f, with"
            + " %d false alarms in %s (%.2f per hour, 95 %%: %.2f-%.2f)",
        wakeWord.maxFalseAlarmsPerHour(),
        point.missRate() * 100,
        wakeWord.said(),
        point.threshold(),
        point.falseAlarms(),
        AudioLength.of(wakeWord.hours()),
        point.falseAlarmsPerHour(),
        point.interval95().get(0),
        point.interval95().get(1));
  }

  private static String counted(ProtocolResult.Streaming streaming) {
    List<Double> passing = streaming.passing();
    return Lines.format(
            "%s: %d of %d words missed and %d false detections; at most %d of each pass",
            streaming.passed() ? "passed" : "not passed",
            streaming.missed(),
            streaming.said(),
            streaming.falseAlarms(),
            streaming.most())
        + (passing.isEmpty()
            ? "; no threshold passes"
            : Lines.format("; thresholds that pass: %.4f to %.4f", passing.get(0), passing.get(1)));
  }
}
