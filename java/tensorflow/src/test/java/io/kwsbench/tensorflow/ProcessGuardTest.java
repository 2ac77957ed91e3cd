package io.kwsbench.tensorflow;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.GraphBuilder;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.DataType;

/** Graphs that end the process inside TensorFlow are refused before it sees them. */
class ProcessGuardTest {
  private static GraphBuilder chain(int length, String op) {
    GraphBuilder graph = GraphBuilder.graph().placeholder("x", 4);
    for (int i = 0; i < length; i++) {
      graph.op(op, "n" + i, i == 0 ? "x" : "n" + (i - 1)).type("T", DataType.DT_FLOAT);
    }
    return graph;
  }

  private static void assertRefused(FrozenGraph graph, String... parts) {
    assertThatThrownBy(() -> new TensorFlowEngine().load(graph))
        .isInstanceOf(KwsException.class)
        .hasMessageStartingWith("graph: node ")
        .hasMessageContainingAll(parts);
  }

  @Test
  void chainsThatOverflowTheStack() {
    assertRefused(chain(10_001, "Tanh").build(), "n9999", "chain of more than 10000 nodes");
    assertRefused(chain(1_001, "Identity").build(), "n1000", "more than 1000 identities");
    assertThatCode(() -> ProcessGuard.check(chain(1_000, "Identity").build()))
        .doesNotThrowAnyException();
    assertThatCode(() -> ProcessGuard.check(chain(5_000, "Tanh").build()))
        .doesNotThrowAnyException();
  }

  @Test
  void aChainInReverseOrder() {
    GraphBuilder graph = GraphBuilder.graph();
    for (int i = 1_001; i > 0; i--) {
      graph.op("Identity", "n" + i, i == 1 ? "x" : "n" + (i - 1)).type("T", DataType.DT_FLOAT);
    }
    assertRefused(graph.placeholder("x", 4).build(), "n1001", "identities");
  }

  @Test
  void explicitPaddingThatMakesGigabytes() {
    FrozenGraph graph =
        GraphBuilder.graph()
            .placeholder("x", 1, 8, 8, 1)
            .floats("w", new long[] {1, 1, 1, 1}, 1)
            .op("Conv2D", "y", "x", "w")
            .type("T", DataType.DT_FLOAT)
            .attr("strides", new long[] {1, 1, 1, 1})
            .attr("padding", "EXPLICIT")
            .attr("explicit_paddings", new long[] {0, 0, 1 << 20, 1 << 20, 1 << 20, 1 << 20, 0, 0})
            .build();
    assertRefused(graph, "y (Conv2D)", "2 GiB");
  }

  @Test
  void aVectorWhereTensorFlowReadsAScalar() {
    FrozenGraph graph =
        GraphBuilder.graph()
            .placeholder("x", 4)
            .vector("axis", 0, 0, 0)
            .op("ExpandDims", "y", "x", "axis")
            .type("T", DataType.DT_FLOAT)
            .type("Tdim", DataType.DT_INT32)
            .build();
    assertRefused(graph, "y (ExpandDims)", "takes one element from axis", "has 3");
  }
}
