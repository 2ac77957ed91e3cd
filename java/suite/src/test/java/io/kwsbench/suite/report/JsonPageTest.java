package io.kwsbench.suite.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kwsbench.suite.baseline.Baseline;
import io.kwsbench.suite.result.SuiteResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of JSON names keys that reports have, and old ones that they no longer have. */
class JsonPageTest {
  private static final Path PAGE = Path.of("../../docs/reference/json.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (`.+) \\| `([a-z0-9_]+)` \\| ");
  private static final Pattern KEY = Pattern.compile("`(?:[a-z_]+\\.)?([a-z0-9_]+)`");

  /** Names that version 2 has with another meaning, or in another place. */
  private static final Set<String> STILL_THERE = Set.of("ratio");

  private static final List<Path> REPORTS =
      List.of(
          Path.of("../report/src/test/resources/golden/single.json"),
          Path.of("../report/src/test/resources/golden/plan.json"),
          Path.of("src/test/resources/golden/compare.json"),
          Path.of("src/test/resources/golden/gates.json"),
          Path.of("src/test/resources/golden/suite.json"));

  @Test
  void everyNewNameIsInAReportAndNoOldOneIs() throws IOException {
    Set<String> keys = new TreeSet<>();
    for (Path report : REPORTS) {
      keys(new ObjectMapper().readTree(report.toFile()), keys);
    }
    String page = Files.readString(PAGE);
    List<MatchResult> rows = rows(page.substring(0, page.indexOf("## CSV")));
    assertThat(rows).hasSizeGreaterThan(40);
    holds(keys, rows);
    assertThat(page).contains("is " + SuiteResult.SCHEMA_VERSION + ".");
  }

  @Test
  void savedFilesHaveTheNewNames() throws IOException {
    Set<String> keys = new TreeSet<>();
    ObjectMapper mapper = new ObjectMapper();
    keys(mapper.valueToTree(Baseline.of("main", SuiteFixture.result())), keys);
    HistoryLine.Point point = new HistoryLine.Point(1, 2, Map.of(), "");
    keys(mapper.valueToTree(point), keys);
    String page = Files.readString(PAGE);
    List<MatchResult> rows = rows(page.substring(page.indexOf("## Saved files")));
    assertThat(rows).hasSize(5);
    holds(keys, rows);
  }

  private static void holds(Set<String> keys, List<MatchResult> rows) {
    for (MatchResult row : rows) {
      assertThat(keys.contains(row.group(2))).as("new: " + row.group(2)).isTrue();
      old(row).forEach(name -> assertThat(keys.contains(name)).as("old: " + name).isFalse());
    }
  }

  private static List<MatchResult> rows(String text) {
    return ROW.matcher(text).results().toList();
  }

  private static List<String> old(MatchResult row) {
    List<String> names = new ArrayList<>();
    KEY.matcher(row.group(1)).results().forEach(key -> names.add(key.group(1)));
    assertThat(names).isNotEmpty();
    names.removeAll(STILL_THERE);
    return names;
  }

  private static void keys(JsonNode node, Set<String> keys) {
    node.properties().forEach(entry -> keys.add(entry.getKey()));
    node.forEach(child -> keys(child, keys));
  }
}
