package io.kwsbench.measure.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.Needs;
import io.kwsbench.engine.SessionOptions;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.natives.NativeLibrary;
import io.kwsbench.tensor.TensorValue;
import io.kwsbench.workload.FeedLayout;
import io.kwsbench.workload.LayerChain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstructionCounterTest {
  @TempDir Path folder;

  @BeforeAll
  static void natives() {
    Needs.that(NativeLibrary.unavailabilityCause().isEmpty(), "no native engine here");
  }

  @Test
  void aCountRepeatsAndALayerMoreIsSeen() throws IOException {
    InstructionCount once = count(5);
    Needs.that(once instanceof InstructionCount.Counted, once.toString());
    InstructionCount.Counted counted = (InstructionCount.Counted) once;
    if (counted.conditions().startsWith("callgrind")) {
      assertThat(count(5)).isEqualTo(once);
    }
    double layerMore = ((InstructionCount.Counted) count(6)).instructions();
    assertThat(layerMore / counted.instructions()).isBetween(1.19, 1.21);
    // 16×256 by 256×256: so many multiply-adds, at most 16 an instruction and at least one
    assertThat(counted.instructions() / 5).isBetween(16L * 256 * 256 / 16, 2L * 16 * 256 * 256);
  }

  @Test
  void anotherFileThanALibraryIsSaidInALine() throws IOException {
    Path text = Files.writeString(folder.resolve("lib.so"), "no library");
    try (RunnerPlan plan = plan(1)) {
      InstructionCounter counter = new InstructionCounter().withLibrary(text);
      assertThatThrownBy(() -> counter.count(plan, feeds(plan)))
          .isInstanceOf(KwsException.class)
          .hasMessageContaining("lib.so")
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  void aLibraryOfOthersIsSaidInALine() throws IOException {
    try (RunnerPlan plan = plan(1)) {
      InstructionCounter counter = new InstructionCounter().withLibrary(Path.of("libm.so.6"));
      assertThatThrownBy(() -> counter.count(plan, feeds(plan)))
          .isInstanceOf(KwsException.class)
          .hasMessageContaining("libm.so.6: no build of libkwsbench that fits");
    }
  }

  @Test
  void aFeedOfAnotherShapeIsRefused() throws IOException {
    try (RunnerPlan plan = plan(1)) {
      List<TensorValue> wrong = List.of(TensorValue.ofInt(3));
      assertThatThrownBy(() -> new InstructionCounter().count(plan, wrong))
          .isInstanceOf(KwsException.class)
          .hasMessageContaining("input:0");
    }
  }

  private InstructionCount count(int layers) throws IOException {
    try (RunnerPlan plan = plan(layers)) {
      return new InstructionCounter().count(plan, feeds(plan));
    }
  }

  private RunnerPlan plan(int layers) throws IOException {
    Path file = Files.write(folder.resolve(layers + ".pb"), LayerChain.graph(layers, 1));
    FrozenGraph graph = FrozenGraph.load(file);
    FeedLayout layout = FeedLayout.of(graph, List.of());
    return RunnerPlan.of(graph, new SessionOptions(layout.specs(), graph.outputs(), 1));
  }

  private static List<TensorValue> feeds(RunnerPlan plan) {
    return plan.feeds().stream().map(f -> TensorValue.zeros(f.dtype(), f.shape())).toList();
  }
}
