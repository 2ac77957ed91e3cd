package io.kwsbench.report.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A file in the Trace Event Format, checked by the rules by which Perfetto and Chrome draw it. */
public final class TraceFile {
  private TraceFile() {}

  /** The events of a file, all of which keep the rules. */
  public static JsonNode checked(String json) throws IOException {
    JsonNode trace = new ObjectMapper().readTree(json);
    assertThat(trace.get("displayTimeUnit").asText()).isIn("ns", "ms");
    Map<String, List<JsonNode>> rows = new LinkedHashMap<>();
    Set<String> named = new HashSet<>();
    for (JsonNode event : trace.get("traceEvents")) {
      assertThat(event.get("name").isTextual()).isTrue();
      assertThat(event.get("pid").isInt()).isTrue();
      assertThat(event.get("tid").isInt()).isTrue();
      String row = event.get("pid") + "/" + event.get("tid");
      if (event.get("ph").asText().equals("X")) {
        assertThat(event.get("ts").asDouble(-1)).isNotNegative();
        assertThat(event.get("dur").asDouble(-1)).isNotNegative();
        rows.computeIfAbsent(row, key -> new ArrayList<>()).add(event);
      } else {
        assertThat(event.get("ph").asText()).isEqualTo("M");
        if (event.get("name").asText().equals("thread_name")) {
          named.add(row);
        }
      }
    }
    assertThat(named).containsAll(rows.keySet());
    rows.values().forEach(TraceFile::doNotOverlap);
    return trace.get("traceEvents");
  }

  private static void doNotOverlap(List<JsonNode> row) {
    for (int i = 1; i < row.size(); i++) {
      double end = row.get(i - 1).get("ts").asDouble() + row.get(i - 1).get("dur").asDouble();
      assertThat(row.get(i).get("ts").asDouble()).isGreaterThanOrEqualTo(end - 1e-6);
    }
  }

  /** Of runs ({@code run}) or of anything else ({@code op}). */
  public static List<JsonNode> spans(JsonNode events, int process, String what) {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode event : events) {
      boolean run = event.path("cat").asText().equals("run");
      boolean span = event.get("ph").asText().equals("X");
      if (span && event.get("pid").asInt() == process && run == what.equals("run")) {
        found.add(event);
      }
    }
    return found;
  }

  /** What processes, or threads, are called. */
  public static List<String> names(JsonNode events, String what) {
    List<String> names = new ArrayList<>();
    for (JsonNode event : events) {
      if (event.get("name").asText().equals(what)) {
        names.add(event.at("/args/name").asText());
      }
    }
    return names;
  }
}
