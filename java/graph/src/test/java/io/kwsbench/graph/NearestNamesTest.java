package io.kwsbench.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNamesTest {
  @ParameterizedTest
  @CsvSource({"'', abc, 3", "kitten, sitting, 3", "Graph, GRAPH, 0", "a, '', 1", "ab, ba, 2"})
  void editsAreLevenshteins(String a, String b, int edits) {
    assertThat(NearestNames.edits(a, b)).isEqualTo(edits);
    assertThat(NearestNames.edits(b, a)).isEqualTo(edits);
  }

  @Test
  void theNearestComeFirstAndEqualsByName() {
    assertThat(NearestNames.of("relu", List.of("softmax", "relu_2", "relu_1", "Relu")))
        .containsExactly("Relu", "relu_1", "relu_2");
  }

  @Test
  void aNodeIsFoundWithoutItsScope() {
    assertThat(NearestNames.of("MatMul", List.of("Mat", "model/dense/MatMul")).get(0))
        .isEqualTo("model/dense/MatMul");
  }
}
