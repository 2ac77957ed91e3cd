package io.kwsbench.lower;

import static io.kwsbench.lower.Computed.assertClose;
import static io.kwsbench.lower.Computed.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.compile.GraphCompiler;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.graph.LoopGraphs;
import io.kwsbench.plan.kernel.Kernel;
import org.junit.jupiter.api.Test;

class LoopUnrollerTest {
  @Test
  void aWhileLoopOverFramesIsALoopOfTheEngine() {
    float[] x = random(40 * 3, 8);
    float[] expected = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      expected[i] = (float) Math.tanh(x[i] + (i < 3 ? 0 : 0.5 * expected[i - 3]));
    }
    assertClose(Computed.of(LoopGraphs.scan(40), x), expected);
    FrozenGraph graph = LoopGraphs.scan(40).build();
    assertThat(GraphCompiler.compile(graph).steps())
        .hasSizeLessThan(8)
        .anyMatch(step -> step.kernel() == Kernel.LOOP);
  }

  @Test
  void tooManyIterationsAreRefused() {
    assertThatThrownBy(() -> GraphCompiler.compile(counting(1 << 30, 1).build()))
        .isInstanceOf(KwsException.class)
        .hasMessageContaining("its loop runs more than 20000 times");
  }

  @Test
  void aLoopThatGrowsIsRefused() {
    assertThatThrownBy(() -> GraphCompiler.compile(counting(4000, 40).build()))
        .isInstanceOf(KwsException.class)
        .hasMessageContaining("unrolls to too many operations");
  }

  /** A number counted up to a limit, with so many operations on x each time. */
  private static GraphBuilder counting(int limit, int work) {
    GraphBuilder g =
        GraphBuilder.graph().placeholder("x", 1, 2).scalar("zero", 0).scalar("limit", limit);
    for (String[] variable : new String[][] {{"i", "zero"}, {"x_", "x"}}) {
      g.op("Enter", variable[0] + "enter", variable[1])
          .attr("frame_name", "loop")
          .op("Merge", variable[0] + "merge", variable[0] + "enter", variable[0] + "next");
    }
    g.op("Enter", "end", "limit")
        .attr("frame_name", "loop")
        .attr("is_constant", true)
        .op("Less", "less", "imerge", "end")
        .op("LoopCond", "cond", "less")
        .op("Switch", "iswitch", "imerge", "cond")
        .op("Switch", "x_switch", "x_merge", "cond")
        .scalar("one", 1)
        .op("Add", "plus", "iswitch:1", "one")
        .op("NextIteration", "inext", "plus");
    String from = "x_switch:1";
    for (int k = 0; k < work; k++) {
      g.op("Tanh", "t" + k, from);
      from = "t" + k;
    }
    return g.op("NextIteration", "x_next", from)
        .op("Exit", "x_exit", "x_switch")
        .op("Relu", "y", "x_exit");
  }
}
