package io.kwsbench.cli.make;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.evaluate.ConfusionMatrix;
import io.kwsbench.report.Data;
import io.kwsbench.report.Report;
import io.kwsbench.report.render.Format;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.junit.jupiter.api.Test;

class MatrixTablesTest {
  private static String render(Format format, List<String> labels, int[][] counts) {
    MatrixTables tables = new MatrixTables(new ConfusionMatrix(labels, counts));
    return format.render(
        new Report(
            new Report.Heading("model", Optional.empty()),
            new Data(1, Map.of(), Map.of(), Data.Arrays.CLOSE),
            tables.rows(),
            tables.sections(),
            List.of()));
  }

  @Test
  void labelsWithCommasAreQuotedInCsv() throws IOException {
    String csv =
        render(
            Format.CSV,
            List.of("a,b", "say \"no\"", "c"),
            new int[][] {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}});
    assertThat(csv)
        .isEqualTo(
            "actual,\"a,b\",\"say \"\"no\"\"\",c\n"
                + "\"a,b\",1,2,3\n\"say \"\"no\"\"\",4,5,6\nc,7,8,9\n");
    assertThat(CSVFormat.DEFAULT.parse(new StringReader(csv)).getRecords())
        .allMatch(row -> row.size() == 4);
  }

  @Test
  void isATable() {
    assertThat(
            render(
                Format.TEXT,
                List.of("_silence_", "_unknown_", "yes"),
                new int[][] {{3, 0, 1}, {1, 7, 12345}, {0, 2, 4}}))
        .isEqualTo(
            """

            actual     _silence_  _unknown_    yes
            _silence_          3          0      1
            _unknown_          1          7  12345
            yes                0          2      4
            """);
  }

  @Test
  void manyClassesStandInSeveralTables() {
    int classes = 35;
    List<String> labels =
        IntStream.range(0, classes).mapToObj(i -> "a_word_of_some_length_" + i).toList();
    int[][] counts = new int[classes][classes];
    for (int i = 0; i < classes * classes; i++) {
      counts[i / classes][i % classes] = 1000 + i;
    }
    String text = render(Format.TEXT, labels, counts);
    assertThat(text.lines()).allMatch(line -> line.length() <= 100);
    assertThat(text.split("\\W+"))
        .containsAll(IntStream.range(0, classes * classes).mapToObj(i -> "" + (1000 + i)).toList());
    // the end of a name tells it from the others
    assertThat(text).contains("…rd_of_some_length_7 ", "…d_of_some_length_34\n");
  }
}
