package io.kwsbench.suite.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kwsbench.KwsException;
import io.kwsbench.suite.result.CaseResult;
import io.kwsbench.suite.result.GateResult;
import io.kwsbench.suite.result.GateStatus;
import io.kwsbench.suite.result.SuiteResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A file with one JSON object a run. */
public final class History {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();
  private static final List<GateStatus> WORST_FIRST =
      List.of(
          GateStatus.REGRESSION,
          GateStatus.FAIL,
          GateStatus.UNDECIDED,
          GateStatus.NOT_OFFERED,
          GateStatus.NO_BASELINE,
          GateStatus.PASS);
  private final Path file;

  public History(Path file) {
    this.file = file;
  }

  /** Adds a run at the end, in one write. */
  public void append(SuiteResult result, String version) {
    Map<String, HistoryLine.Point> cases = new LinkedHashMap<>();
    for (CaseResult one : result.cases()) {
      cases.put(
          one.name(),
          new HistoryLine.Point(
              one.nanos().median(), one.nanos().p99(), one.figures(), worst(one.gates())));
    }
    HistoryLine line =
        new HistoryLine(
            HistoryLine.SCHEMA,
            result.suite(),
            result.environment().date(),
            version,
            result.environment().cpu().model(),
            cases);
    try {
      Files.writeString(
          file,
          MAPPER.writeValueAsString(line) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new KwsException(file + ": cannot be written: " + e.getMessage(), e);
    }
  }

  private static String worst(List<GateResult> gates) {
    return gates.stream()
        .map(GateResult::status)
        .min(Comparator.comparingInt(WORST_FIRST::indexOf))
        .map(GateStatus::name)
        .orElse("");
  }

  /**
   * All runs, oldest first.
   *
   * @throws KwsException naming the line that is none
   */
  public List<HistoryLine> read() {
    List<HistoryLine> lines = new ArrayList<>();
    try {
      int number = 0;
      for (String text : Files.readAllLines(file)) {
        number++;
        if (!text.isBlank()) {
          lines.add(parse(text, number));
        }
      }
    } catch (IOException e) {
      throw KwsException.unreadable(file, e);
    }
    if (lines.isEmpty()) {
      throw new KwsException(file + ": no run in it");
    }
    return lines;
  }

  private HistoryLine parse(String text, int number) {
    try {
      HistoryLine line = MAPPER.readValue(text, HistoryLine.class);
      if (line == null || line.schema() != HistoryLine.SCHEMA || line.cases() == null) {
        throw new KwsException(
            file + ":" + number + ": not a run of version " + HistoryLine.SCHEMA);
      }
      return line;
    } catch (JsonProcessingException e) {
      throw new KwsException(file + ":" + number + ": not a run: " + e.getOriginalMessage(), e);
    }
  }
}
