package io.kwsbench.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.Material;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.Node;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

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

  @Test
  void passesTheSizeGate() {
    assertThat(SeededPiGraph.make().sizeBytes()).isLessThan(5_000_000);
  }

  @Test
  void computesWithTheOpsOfTheRealPiGraph() {
    FrozenGraph real = FrozenGraph.load(Material.fixture("keras2/pi-shapes.pb"));
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
