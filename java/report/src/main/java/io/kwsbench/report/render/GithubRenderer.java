package io.kwsbench.report.render;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kwsbench.report.Figures;
import io.kwsbench.report.Reading;
import io.kwsbench.report.Report;

/**
 * The readings of which less is better, as github-action-benchmark takes them for {@code
 * customSmallerIsBetter}: one file has one direction.
 *
 * <p>Source: https://github.com/benchmark-action/github-action-benchmark.
 */
final class GithubRenderer {
  private GithubRenderer() {}

  static String of(Report report) {
    ArrayNode root = new ObjectMapper().createArrayNode();
    report.readings().stream()
        .filter(Reading::lessIsBetter)
        .forEach(reading -> add(root.addObject(), reading));
    return root.toPrettyString() + "\n";
  }

  private static void add(ObjectNode entry, Reading reading) {
    entry.put("name", reading.of() + " " + reading.measure());
    entry.put("unit", reading.unit());
    entry.put("value", reading.value());
    reading
        .range()
        .ifPresent(
            range ->
                entry.put("range", Figures.time(range.low()) + " – " + Figures.time(range.high())));
  }
}
