package io.kwsbench.measure.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.Needs;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.engine.SessionOptions;
import io.kwsbench.engine.nativeengine.NativeEngine;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunnerWorkerTest {
  @TempDir Path folder;
  private FrozenGraph graph;
  private FeedLayout layout;

  @BeforeAll
  static void natives() {
    Needs.that(NativeLibrary.unavailabilityCause().isEmpty(), "no native engine here");
  }

  @BeforeEach
  void graph() throws IOException {
    graph = FrozenGraph.load(Files.write(folder.resolve("g.pb"), LayerChain.graph(2, 1)));
    layout = FeedLayout.of(graph, List.of());
  }

  @Test
  void anotherFileOfTheLibraryComputesTheSameBesideThisProcess() throws IOException {
    Path copy = Files.copy(RunnerWorker.ownLibrary(), folder.resolve("other-build.so"));
    List<List<TensorValue>> items = List.of(layout.noise(1), layout.noise(2));
    try (RunnerPlan plan = plan();
        RunnerWorker worker = RunnerWorker.start(plan, 1, copy)) {
      items.forEach(worker::addItem);
      for (int i = 0; i < items.size(); i++) {
        worker.run(i);
        assertThat(worker.fetch(0).floats()).isEqualTo(here(items.get(i)));
      }
      assertThat(worker.slot(1, 7)).hasSize(7).doesNotContain(0);
      // seven runs from item 1 end on item 1
      assertThat(worker.fetch(0).floats()).isEqualTo(here(items.get(1)));
      assertThat(worker.profile().ops()).isNotEmpty().allMatch(op -> op.nanos() >= 0);
      worker.forget();
      assertThatThrownBy(() -> worker.slot(0, 1)).hasMessageContaining("needs an item");
      assertThatThrownBy(() -> worker.run(0)).hasMessageContaining("no such item");
      assertThat(worker.build()).containsPattern("\\d+\\.\\d+\\.\\d+");
    }
  }

  @Test
  void whatIsNoLibraryIsSaidInALine() throws IOException {
    Path text = Files.writeString(folder.resolve("text.so"), "no library");
    try (RunnerPlan plan = plan()) {
      assertThatThrownBy(() -> RunnerWorker.start(plan, 1, text))
          .isInstanceOf(KwsException.class)
          .hasMessageContaining("text.so")
          .hasMessageNotContaining("\n");
      Path none = folder.resolve("none.so");
      assertThatThrownBy(() -> RunnerWorker.start(plan, 1, none))
          .isInstanceOf(KwsException.class)
          .hasMessageContaining("none.so");
    }
  }

  /** Closing its input then fails. */
  @Test
  void aWorkerThatDiedWithRequestsUnreadLeavesNoFile() throws Exception {
    Path errors = Files.createFile(folder.resolve("errors.log"));
    Process process = new ProcessBuilder("true").start();
    process.waitFor();
    process.getOutputStream().write(new byte[10]);
    RunnerWorker.end(process, errors);
    assertThat(errors).doesNotExist();
  }

  private RunnerPlan plan() {
    return RunnerPlan.of(graph, new SessionOptions(layout.specs(), graph.outputs(), 1));
  }

  private float[] here(List<TensorValue> feeds) {
    try (var model = new NativeEngine().load(graph);
        EngineSession session =
            model.newSession(new SessionOptions(layout.specs(), graph.outputs(), 1))) {
      for (int i = 0; i < feeds.size(); i++) {
        session.feed(i, feeds.get(i));
      }
      session.run();
      return session.fetch(0).floats();
    }
  }
}
