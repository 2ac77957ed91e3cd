package io.kwsbench.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.Material;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.Node;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SeededPiGraphTest {
  private static Map<String, Integer> ops(FrozenGraph graph) {
    Map<String, Integer> counts = new TreeMap<>();
    for (Node node : graph.nodes()) {
      counts.merge(node.op(), 1, Integer::sum);
    }
    return counts;
  }

  @Test
  void isTheSameEveryTime() {
    assertThat(SeededPiGraph.make().toBytes()).isEqualTo(SeededPiGraph.make().toBytes());
  }

  /** Published times are of these bytes. */
  @Test
  void isWhatItWas() throws NoSuchAlgorithmException {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(SeededPiGraph.make().toBytes());
    assertThat(HexFormat.of().formatHex(hash))
        .isEqualTo("77825903db9e69b6d7b9c86a781aa97ccbb1ddcaab609af6ed2baa8e0db323cb");
  }

  @Test
  void passesTheSizeGate() {
    assertThat(SeededPiGraph.make().sizeBytes()).isLessThan(5_000_000);
  }

  static Stream<Path> piGraphs() {
    return Material.both("keras2/pi-shapes.pb", "keras/pi195/frozen.pb");
  }

  @ParameterizedTest
  @MethodSource("piGraphs")
  void computesWithTheOpsOfTheRealPiGraph(Path file) {
    FrozenGraph real = FrozenGraph.load(file);
    Map<String, Integer> expected = ops(real);
    Map<String, Integer> made = ops(SeededPiGraph.make());
    for (String op :
        new String[] {
          "ExtractImagePatches",
          "Conv2D",
          "DepthwiseConv2dNative",
          "Mul",
          "Sub",
          "Add",
          "Rsqrt",
          "Relu",
          "Minimum",
          "Maximum",
          "MatMul",
          "Softmax",
          "Squeeze",
          "ExpandDims",
          "Identity",
          "DecodeWav"
        }) {
      assertThat(made.get(op)).as(op).isEqualTo(expected.get(op));
    }
  }
}
