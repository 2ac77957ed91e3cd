package io.kwsbench.cli.make;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kwsbench.Printable;
import io.kwsbench.longaudio.AlarmRate;
import io.kwsbench.longaudio.BudgetedThresholds;
import io.kwsbench.longaudio.WordCount;
import java.util.Locale;

/** The thresholds that keep to a budget, as text and JSON. */
record BudgetTable(BudgetedThresholds chosen) {
  private static final String ROW = "%-20s %9s %18s %13s %24s%n";

  String text() {
    double hours = chosen.table().hours();
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%nthresholds for at most %s false alarms per hour and word, from %.2f hours of"
                + " audio%n",
            number(chosen.perHour()),
            hours));
    text.append(
        String.format(
            Locale.ROOT, ROW, "word", "threshold", "missed", "false alarms", "per hour (95 %)"));
    chosen
        .words()
        .forEach(
            (word, count) ->
                text.append(
                    row(Printable.of(word), number(chosen.rule().thresholds().of(word)), count)));
    text.append(row("all words", "", chosen.together()));
    text.append(
        String.format(
            Locale.ROOT,
            "%.2f hours without a false alarm prove fewer than %.2f per hour (95 %%"
                + " confidence)%s%n",
            hours,
            chosen.rate(0).provenBelow(),
            proof()));
    return text.toString();
  }

  private String proof() {
    return chosen.perHour() > 0
        ? String.format(
            Locale.ROOT,
            "; %s per hour takes %.1f hours",
            number(chosen.perHour()),
            AlarmRate.hoursToProve(chosen.perHour()))
        : "";
  }

  private String row(String word, String threshold, WordCount count) {
    AlarmRate rate = chosen.rate(count.falseAlarms());
    return String.format(
        Locale.ROOT,
        ROW,
        word,
        threshold,
        count.missRate().isEmpty()
            ? "-"
            : String.format(
                Locale.ROOT,
                "%d of %d (%.1f%%)",
                count.missed(),
                count.said(),
                count.missRate().getAsDouble() * 100),
        count.falseAlarms(),
        String.format(Locale.ROOT, "%.2f (%.2f-%.2f)", rate.perHour(), rate.low(), rate.high()));
  }

  /** Without trailing zeros. */
  private static String number(double value) {
    return String.format(Locale.ROOT, "%.6f", value).replaceFirst("\\.?0+$", "");
  }

  void into(ObjectNode json) {
    json.put("false_alarms_per_hour_and_word", chosen.perHour());
    json.put("hours", chosen.table().hours());
    json.put("no_alarm_proves_below", chosen.rate(0).provenBelow());
    if (chosen.perHour() > 0) {
      json.put("hours_to_prove", AlarmRate.hoursToProve(chosen.perHour()));
    }
    ArrayNode words = json.putArray("words");
    chosen
        .words()
        .forEach(
            (word, count) -> {
              ObjectNode one = words.addObject().put("label", word);
              put(one.put("threshold", chosen.rule().thresholds().of(word)), count);
            });
    put(json.putObject("all_words"), chosen.together());
  }

  private void put(ObjectNode json, WordCount count) {
    AlarmRate rate = chosen.rate(count.falseAlarms());
    json.put("said", count.said()).put("missed", count.missed());
    json.put("false_alarms", count.falseAlarms());
    json.put("false_alarms_per_hour", rate.perHour());
    json.putArray("interval_95").add(rate.low()).add(rate.high());
  }
}
