package io.kwsbench.compile.emit;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.compile.GraphCompiler;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.plan.Operand;
import io.kwsbench.plan.Plan;
import io.kwsbench.plan.Step;
import io.kwsbench.plan.kernel.Kernel;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Slices and joins of channels: where they cost no step, and where they have to. */
class StorageTest {
  private static final long[] ONES = {1, 1, 1, 1};

  private static GraphBuilder convolution(
      GraphBuilder graph, String name, String input, int in, int out) {
    float[] weights = new float[3 * in * out];
    Arrays.fill(weights, 0.1f);
    return graph
        .floats(name + "/w", new long[] {1, 3, in, out}, weights)
        .op("Conv2D", name, input, name + "/w")
        .attr("strides", ONES)
        .attr("padding", "SAME");
  }

  /** Two convolutions of 5 and 3 channels, joined. */
  private static GraphBuilder joined() {
    GraphBuilder graph = GraphBuilder.graph().placeholder("x", 1, 1, 8, 2);
    convolution(graph, "a", "x", 2, 5);
    convolution(graph, "b", "x", 2, 3);
    return graph.ints("axis", new long[] {}, 3).op("ConcatV2", "join", "a", "b", "axis");
  }

  private static List<Kernel> kernels(FrozenGraph graph) {
    return GraphCompiler.compile(graph).steps().stream().map(Step::kernel).toList();
  }

  @Test
  void partsOfAJoinOfChannelsAreMadeInTheirPlace() {
    Plan plan = GraphCompiler.compile(convolution(joined(), "c", "join", 8, 2).build());

    assertThat(plan.steps()).extracting(Step::kernel).containsOnly(Kernel.CONV_2D).hasSize(3);
    Operand first = plan.steps().get(0).operands().get(0);
    Operand second = plan.steps().get(1).operands().get(0);
    assertThat(Math.abs(second.offset() - first.offset())).isEqualTo(5 * 4L);
    // seven rows of the whole tensor's width, and a part's
    assertThat(first.bytes()).isIn((7 * 8 + 5) * 4L, (7 * 8 + 3) * 4L);
  }

  @Test
  void aSliceOfChannelsIsReadWhereItLies() {
    GraphBuilder graph =
        joined()
            .ints("begin", new long[] {4}, 0, 0, 0, 2)
            .ints("size", new long[] {4}, 1, 1, 8, 4)
            .op("Slice", "slice", "join", "begin", "size");

    assertThat(kernels(convolution(graph, "c", "slice", 4, 2).build()))
        .containsOnly(Kernel.CONV_2D)
        .hasSize(3);
  }

  @Test
  void aPartThatAFunctionReadsAsAWholeIsCopied() {
    GraphBuilder graph = joined().op("Tanh", "tanh", "a").op("Sigmoid", "p", "tanh");

    assertThat(kernels(convolution(graph, "c", "join", 8, 2).build()))
        .containsOnlyOnce(Kernel.COPY);
  }

  @Test
  void aSliceThatIsFetchedIsCopied() {
    GraphBuilder graph =
        joined()
            .ints("begin", new long[] {4}, 0, 0, 0, 2)
            .ints("size", new long[] {4}, 1, 1, 8, 4)
            .op("Slice", "slice", "join", "begin", "size");

    assertThat(kernels(graph.build())).containsOnlyOnce(Kernel.COPY);
  }
}
