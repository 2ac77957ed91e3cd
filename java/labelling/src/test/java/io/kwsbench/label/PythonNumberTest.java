package io.kwsbench.label;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.Material;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonNumberTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0.0",
    "-0.0, -0.0",
    "1, 1.0",
    "-1.5, -1.5",
    "0.0001, 0.0001",
    "0.00001, 1e-05",
    "1.25e-7, 1.25e-07",
    "1e-300, 1e-300",
    "1234567, 1234567.0",
    "1e7, 10000000.0",
    "123456789012345.6, 123456789012345.6",
    "9007199254740993e0, 9007199254740992.0",
    "1e16, 1e+16",
    "1.5e22, 1.5e+22",
    "2e-323, 2e-323",
    "0.1, 0.1",
  })
  void printsAsPythonDoes(double value, String expected) {
    assertThat(PythonNumber.repr(value)).isEqualTo(expected);
  }

  @Test
  void printsEveryNumberOfPythonsFile() throws IOException {
    List<String> lines =
        Files.readAllLines(Material.fixture("submission/views_all_labels_probs.csv"));
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",");
      for (int i = 2; i < cells.length; i++) {
        assertThat(PythonNumber.repr(Float.parseFloat(cells[i]))).isEqualTo(cells[i]);
      }
    }
  }

  @Property
  void readsBack(@ForAll double value) {
    assertThat(Double.parseDouble(PythonNumber.repr(value))).isEqualTo(value);
  }
}
