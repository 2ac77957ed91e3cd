package io.kwsbench.report.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The numbers in a page that say which number of the JSON they are. */
public final class ShownNumbers {
  private static final Pattern SHOWN =
      Pattern.compile("data-path=\"([^\"]+)\" data-json=\"([^\"]+)\"[^>]*>([^<]*)<");
  private static final Pattern TEXT = Pattern.compile("(-?[0-9,]+(?:\\.[0-9]+)?)(?: ([^ ]+))?");

  /** What a text's unit is worth in the unit of the JSON's number. */
  private static final Map<String, Double> UNITS =
      Map.of(
          "%",
          0.01, "kB", 1e3, "MB", 1e6, "GB", 1e9, "kFLOP", 1e3, "MFLOP", 1e6, "GFLOP", 1e9,
          "GFLOP/s", 1e9);

  private ShownNumbers() {}

  /** Checks that a page loads nothing, holds all of its parts and is small. */
  public static void isOneFileWithoutNetwork(String page) {
    assertThat(page).doesNotContainPattern("(src|href)\\s*=");
    assertThat(page).doesNotContain("/*DATA*/", "/*UPLOT_JS*/", "/*REPORT_JS*/");
    assertThat(page.split("</script>", -1)).hasSize(5);
    assertThat(page.length()).isLessThan(200_000);
  }

  /** Checks every one and counts them. */
  public static int check(String dom, JsonNode json) {
    int count = 0;
    Matcher matcher = SHOWN.matcher(dom);
    while (matcher.find()) {
      String path = matcher.group(1);
      JsonNode number = json.at(path);
      assertThat(number.isNumber()).as(path).isTrue();
      assertThat(Double.parseDouble(matcher.group(2))).as(path).isEqualTo(number.asDouble());
      text(path, matcher.group(3), number.asDouble());
      count++;
    }
    return count;
  }

  private static void text(String path, String shown, double number) {
    if (shown.equals("∞")) {
      assertThat(number).as(path).isGreaterThan(1000);
      return;
    }
    Matcher text = TEXT.matcher(shown.strip());
    assertThat(text.matches()).as(path + " is shown as " + shown).isTrue();
    double value = Double.parseDouble(text.group(1).replace(",", ""));
    double unit = text.group(2) == null ? 1 : unit(path, text.group(2));
    int digits = text.group(1).contains(".") ? text.group(1).split("\\.")[1].length() : 0;
    // rounded to the digits that are shown, zeros at the end left out
    double rounding = 0.51 * Math.max(Math.pow(10, -Math.max(digits, 2)), 0) * unit;
    double tolerance = Math.max(rounding, Math.abs(number) * 0.006);
    assertThat(value * unit)
        .as(path + " is shown as " + shown)
        .isCloseTo(number, org.assertj.core.data.Offset.offset(tolerance));
  }

  private static double unit(String path, String name) {
    boolean nanos =
        path.contains("/time_ns/") || path.endsWith("/value") || path.endsWith("/limit");
    Map<String, Double> times = Map.of("ns", 1e-3, "µs", 1.0, "ms", 1e3, "s", 1e6);
    if (times.containsKey(name)) {
      return times.get(name) * (nanos || path.endsWith("op_time") ? 1e3 : 1);
    }
    return UNITS.getOrDefault(name, 1.0);
  }

  /** A number in an attribute of the page's body. */
  public static int attribute(String dom, String name) {
    Matcher matcher = Pattern.compile("data-" + name + "=\"(-?\\d+)\"").matcher(dom);
    assertThat(matcher.find()).as(String.format(Locale.ROOT, "data-%s", name)).isTrue();
    return Integer.parseInt(matcher.group(1));
  }
}
