package io.kwsbench.suite.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.kwsbench.KwsException;
import io.kwsbench.gate.Gate;
import io.kwsbench.gate.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of suite files lists the reader's keys, gates, units and defaults. */
class SuitePageTest {
  private static final Path PAGE = Path.of("../../docs/reference/suite.md");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  @TempDir Path folder;

  @BeforeEach
  void files() throws IOException {
    Files.createFile(folder.resolve("a.pb"));
  }

  @Test
  void keysOfTheFile() throws IOException {
    assertThat(new TreeSet<>(table("| key | value | default |", 0).keySet()))
        .isEqualTo(known("bogus: 1\ncases: [{graph: a.pb}]"));
  }

  @Test
  void keysOfACase() throws IOException {
    assertThat(new TreeSet<>(table("| key | value | default |", 1).keySet()))
        .isEqualTo(known("cases: [{graph: a.pb, bogus: 1}]"));
  }

  @Test
  void gatesAndTheirKeys() throws IOException {
    Map<String, List<String>> gates = table("| gate | keys | passes when |", 0);
    assertThat(gates.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Metric.values()).map(Metric::id).toList());
    gates.forEach(
        (gate, cells) ->
            assertThat(new TreeSet<>(codes(cells.get(1))))
                .as(gate)
                .isEqualTo(known("cases: [{graph: a.pb, gates: {" + gate + ": {bogus: 1}}}]")));
  }

  @Test
  void defaults() throws IOException {
    Map<String, List<String>> file = table("| key | value | default |", 0);
    Map<String, List<String>> one = table("| key | value | default |", 1);
    Suite suite =
        read(
            "cases: [{graph: a.pb, gates: {latency: {}, ratio: {to: b}}}, {graph: a.pb, name: b}]");
    SuiteCase first = suite.cases().get(0);

    assertThat(suite.name()).isEqualTo("suite");
    assertThat(String.valueOf(suite.seed())).isEqualTo(file.get("seed").get(2));
    assertThat(suite.alpha()).isEqualTo(Quantity.SHARE.parse(file.get("alpha").get(2)));
    assertThat(file.get("cases").get(1)).contains("at most " + SuiteReader.MAX_CASES);
    assertThat(String.valueOf(first.threads())).isEqualTo(one.get("threads").get(2));
    assertThat(one.get("input").get(2)).isEqualTo("`zeros`");
    assertThat(first.input()).isEmpty();

    Map<String, List<String>> gates = table("| gate | keys | passes when |", 0);
    double slowdown = Quantity.SHARE.parse(inParentheses(gates.get("latency").get(1)));
    double max = Double.parseDouble(inParentheses(gates.get("ratio").get(1)));
    assertThat(first.gates())
        .containsExactly(new Gate.Latency(slowdown), new Gate.Ratio("b", max, slowdown));
  }

  @Test
  void rangesOfNumbers() throws IOException {
    Map<String, List<String>> one = table("| key | value | default |", 1);
    int max = Integer.parseInt(one.get("threads").get(1).replaceFirst(".* 1 to ", ""));
    assertThat(read("cases: [{graph: a.pb, threads: " + max + "}]").cases()).hasSize(1);
    assertThat(message("cases: [{graph: a.pb, threads: " + (max + 1) + "}]"))
        .contains("is not a whole number from 1 to " + max);
  }

  @Test
  void units() throws IOException {
    Map<String, Quantity> quantities =
        Map.of(
            "share", Quantity.SHARE,
            "time", Quantity.TIME,
            "size", Quantity.BYTES,
            "count", Quantity.COUNT);
    Map<String, List<String>> values = table("| value | written as | units |", 0);

    assertThat(values.keySet()).isEqualTo(quantities.keySet());
    values.forEach(
        (name, cells) -> {
          Set<String> units =
              codes(cells.get(2)).stream()
                  .map(unit -> unit.toLowerCase(Locale.ROOT))
                  .collect(Collectors.toCollection(TreeSet::new));
          assertThat(accepted(quantities.get(name))).as(name).isEqualTo(units);
          assertThat(reads(quantities.get(name), "1"))
              .as(name)
              .isEqualTo(cells.get(2).contains("or none"));
          codes(cells.get(1)).forEach(text -> quantities.get(name).parse(text));
        });
  }

  /** All units of up to three letters that a quantity reads. */
  private static Set<String> accepted(Quantity quantity) {
    Set<String> accepted = new TreeSet<>();
    List<String> letters = new ArrayList<>(List.of("%", "µ"));
    for (char c = 'a'; c <= 'z'; c++) {
      letters.add(String.valueOf(c));
    }
    for (String a : letters) {
      List<String> ends = new ArrayList<>(List.of(""));
      for (String b : letters) {
        ends.add(b);
        letters.forEach(c -> ends.add(b + c));
      }
      ends.stream().map(a::concat).filter(u -> reads(quantity, "1" + u)).forEach(accepted::add);
    }
    return accepted;
  }

  private static boolean reads(Quantity quantity, String text) {
    try {
      quantity.parse(text);
      return true;
    } catch (NoQuantityException e) {
      return false;
    }
  }

  /** The keys that the reader names where one is unknown. */
  private Set<String> known(String suite) {
    String message = message(suite);
    assertThat(message).contains("unknown key 'bogus'; known are ");
    return new TreeSet<>(List.of(message.replaceFirst(".*known are ", "").split(", ")));
  }

  private String message(String suite) {
    Throwable error = catchThrowable(() -> read(suite));
    assertThat(error).isInstanceOf(KwsException.class);
    return error.getMessage();
  }

  private Suite read(String text) throws IOException {
    return SuiteReader.read(Files.writeString(folder.resolve("suite.yaml"), text));
  }

  private static String inParentheses(String cell) {
    return cell.replaceFirst("[^(]*\\(([^)]*)\\).*", "$1");
  }

  private static List<String> codes(String cell) {
    Matcher code = CODE.matcher(cell);
    List<String> codes = new ArrayList<>();
    while (code.find()) {
      codes.add(code.group(1));
    }
    return codes;
  }

  /** The rows under the n-th such head: their cells, by the first one. */
  private static Map<String, List<String>> table(String head, int n) throws IOException {
    List<String> lines = Files.readAllLines(PAGE);
    int at = -1;
    for (int i = 0; i <= n; i++) {
      at += 1 + lines.subList(at + 1, lines.size()).indexOf(head);
    }
    assertThat(lines.get(at)).isEqualTo(head);
    Map<String, List<String>> rows = new LinkedHashMap<>();
    for (String row : lines.subList(at + 2, lines.size())) {
      if (!row.startsWith("|")) {
        break;
      }
      List<String> cells = Arrays.stream(row.substring(1).split("\\|")).map(String::strip).toList();
      rows.put(cells.get(0).replace("`", ""), cells);
    }
    return rows;
  }
}
