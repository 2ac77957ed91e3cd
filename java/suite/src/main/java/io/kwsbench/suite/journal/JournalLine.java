package io.kwsbench.suite.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kwsbench.gate.Metric;
import io.kwsbench.suite.internal.rounds.Round;
import io.kwsbench.suite.metric.MetricKey;
import io.kwsbench.suite.metric.MetricValue;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** A line of a suite's journal after the first. */
sealed interface JournalLine {
  /**
   * A round.
   *
   * @param spentSeconds time that rounds took up to its end
   */
  record OfRound(Round round, double spentSeconds) implements JournalLine {}

  /** A figure. */
  record OfFigure(MetricValue figure) implements JournalLine {}

  /** The line as JSON. */
  static ObjectNode json(JournalLine line, ObjectMapper mapper) {
    ObjectNode json = mapper.createObjectNode();
    if (line instanceof OfRound one) {
      json.put("round", one.round().number());
      json.put("loading", one.round().loading());
      json.put("spent_s", one.spentSeconds());
      ObjectNode nanos = json.putObject("nanos");
      one.round()
          .nanos()
          .forEach(
              (contestant, runs) -> {
                ArrayNode array = nanos.putArray(contestant);
                for (long run : runs) {
                  array.add(run);
                }
              });
    } else if (line instanceof OfFigure one) {
      MetricValue figure = one.figure();
      json.put("figure", figure.key().kind());
      json.put("case", figure.caseName());
      figure.key().with().ifPresent(other -> json.put("with", other));
      figure.key().clips().ifPresent(clips -> json.put("clips", clips.toString()));
      figure.key().labels().ifPresent(labels -> json.put("labels", labels.toString()));
      figure.value().ifPresent(v -> json.put("value", v));
      json.put("note", figure.note());
    }
    return json;
  }

  /** The line of that JSON; empty when it is none. */
  static Optional<JournalLine> parse(JsonNode json) {
    return json.has("round")
        ? round(json).map(round -> new OfRound(round, json.path("spent_s").asDouble()))
        : figure(json).map(OfFigure::new);
  }

  private static Optional<Round> round(JsonNode json) {
    Map<String, long[]> nanos = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> contestant : json.path("nanos").properties()) {
      long[] runs = new long[contestant.getValue().size()];
      for (int i = 0; i < runs.length; i++) {
        runs[i] = contestant.getValue().get(i).asLong();
        if (runs[i] <= 0) {
          return Optional.empty();
        }
      }
      if (runs.length == 0) {
        return Optional.empty();
      }
      nanos.put(contestant.getKey(), runs);
    }
    double spent = json.path("spent_s").asDouble(Double.NaN);
    return nanos.isEmpty() || !(spent >= 0) || Double.isInfinite(spent)
        ? Optional.empty()
        : Optional.of(new Round(json.get("round").asInt(), json.path("loading").asInt(), nanos));
  }

  private static Optional<MetricValue> figure(JsonNode json) {
    JsonNode value = json.path("value");
    boolean sound = value.isMissingNode() || Double.isFinite(value.asDouble(Double.NaN));
    if (!sound || !json.path("case").isTextual()) {
      return Optional.empty();
    }
    return key(json)
        .map(
            key ->
                new MetricValue(
                    json.get("case").asText(),
                    key,
                    value.isMissingNode()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(value.asDouble()),
                    json.path("note").asText(),
                    false));
  }

  private static Optional<MetricKey> key(JsonNode json) {
    try {
      Path clips = Path.of(json.path("clips").asText());
      Optional<Path> labels =
          json.has("labels") ? Optional.of(Path.of(json.get("labels").asText())) : Optional.empty();
      return Metric.of(json.path("figure").asText())
          .flatMap(
              metric ->
                  switch (metric) {
                    case ACCURACY -> Optional.of(MetricKey.accuracy(clips, labels));
                    case AGREEMENT ->
                        Optional.of(MetricKey.agreement(json.path("with").asText(), clips));
                    case FALSE_ALARMS, MISS_RATE -> Optional.of(MetricKey.detection(metric, clips));
                    default -> MetricKey.single(metric);
                  });
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
