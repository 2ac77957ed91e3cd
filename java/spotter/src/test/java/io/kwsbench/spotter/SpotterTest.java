package io.kwsbench.spotter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.compile.GraphCompiler;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.plan.Plan;
import io.kwsbench.plan.PlanWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpotterTest {
  @TempDir Path dir;

  /** Probabilities of two classes: of the first sample and of the last. */
  private Path model() {
    FrozenGraph graph =
        GraphBuilder.graph()
            .placeholder("x", 1, 4)
            .floats("w", new long[] {4, 2}, 1, 0, 0, 0, 0, 0, 0, 1)
            .op("MatMul", "y", "x", "w")
            .op("Softmax", "p", "y")
            .attr("_kwsbench_window", List.of("4"))
            .build();
    Path file = dir.resolve("model.kws");
    PlanWriter.write(GraphCompiler.compile(graph), file);
    return file;
  }

  @Test
  void floatsShortsAndBuffersGiveTheSame() {
    try (Spotter spotter = Spotter.load(model());
        SpotterSession session = spotter.newSession()) {
      assertThat(spotter.samples()).isEqualTo(4);
      assertThat(spotter.classes()).isEqualTo(2);
      float[] floats = new float[2];
      float[] shorts = new float[2];
      float[] buffers = new float[2];
      FloatBuffer direct =
          ByteBuffer.allocateDirect(16).order(ByteOrder.nativeOrder()).asFloatBuffer();
      direct.put(0, 0.5f).put(3, -0.25f);

      assertThat(session.run(new float[] {0.5f, 0, 0, -0.25f}, floats)).isZero();
      assertThat(session.run(new short[] {16384, 0, 0, -8192}, shorts)).isZero();
      assertThat(session.run(direct, buffers)).isZero();

      assertThat(floats[0]).isGreaterThan(floats[1]);
      assertThat(shorts).containsExactly(floats);
      assertThat(buffers).containsExactly(floats);
    }
  }

  @Test
  void labelsComeWithTheModel() throws IOException {
    FrozenGraph graph =
        GraphBuilder.graph()
            .placeholder("x", 1, 4)
            .floats("w", new long[] {4, 2}, 1, 0, 0, 0, 0, 0, 0, 1)
            .op("MatMul", "y", "x", "w")
            .op("Softmax", "p", "y")
            .attr("_kwsbench_window", List.of("4"))
            .attr("_kwsbench_labels", List.of("ja", "nein"))
            .build();
    Plan plan = GraphCompiler.compile(graph);
    Path file = dir.resolve("labeled.kws");
    PlanWriter.write(plan, file);
    Path frozen = Files.write(dir.resolve("labeled.pb"), graph.toBytes());

    try (Spotter compiled = Spotter.of(plan, "labeled.pb");
        Spotter loaded = Spotter.load(file);
        Spotter graphs = Spotter.load(frozen)) {
      for (Spotter spotter : List.of(compiled, loaded, graphs)) {
        try (SpotterSession session = spotter.newSession()) {
          assertThat(spotter.labels()).containsExactly("ja", "nein");
          float[] probabilities = new float[2];
          int best = session.run(new float[] {0, 0, 0, 3}, probabilities);
          assertThat(spotter.labels().get(best)).isEqualTo("nein");
        }
      }
    }
    try (Spotter spotter = Spotter.load(model())) {
      assertThat(spotter.labels()).isEmpty();
    }
  }

  @Test
  void labelsThatContradictTheOutputAreRefused() {
    FrozenGraph graph =
        GraphBuilder.graph()
            .placeholder("x", 1, 4)
            .floats("w", new long[] {4, 2}, 1, 0, 0, 0, 0, 0, 0, 1)
            .op("MatMul", "y", "x", "w")
            .op("Softmax", "p", "y")
            .attr("_kwsbench_window", List.of("4"))
            .attr("_kwsbench_labels", List.of("one", "two", "three"))
            .build();
    Path file = dir.resolve("three.kws");
    PlanWriter.write(GraphCompiler.compile(graph), file);

    assertThatThrownBy(() -> Spotter.load(file))
        .isInstanceOf(KwsException.class)
        .hasMessage(file + ": it names 3 classes, but its output has 2");
  }

  @Test
  void sessionsOfOneModelRunConcurrently() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try (Spotter spotter = Spotter.load(model())) {
      List<Future<Boolean>> runs = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        float loud = t % 2 == 0 ? 1 : -1;
        runs.add(pool.submit(() -> alwaysRight(spotter, loud)));
      }
      for (Future<Boolean> run : runs) {
        assertThat(run.get()).isTrue();
      }
    } finally {
      pool.shutdown();
    }
  }

  private static boolean alwaysRight(Spotter spotter, float loud) {
    try (SpotterSession session = spotter.newSession()) {
      float[] probabilities = new float[2];
      boolean right = true;
      for (int i = 0; i < 2000; i++) {
        int best = session.run(new float[] {loud, 0, 0, -loud}, probabilities);
        right &= best == (loud > 0 ? 0 : 1);
      }
      return right;
    }
  }

  @Test
  void misuseIsSaid() {
    Spotter spotter = Spotter.load(model());
    SpotterSession session = spotter.newSession();
    assertThatThrownBy(() -> session.run(new float[3], new float[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("3 samples, not 4");
    assertThatThrownBy(spotter::close).isInstanceOf(IllegalStateException.class);
    session.close();
    assertThatThrownBy(() -> session.run(new float[4], new float[2]))
        .isInstanceOf(IllegalStateException.class);
    spotter.close();
    assertThatThrownBy(() -> Spotter.load(dir.resolve("none.kws")))
        .isInstanceOf(KwsException.class)
        .hasMessage(dir.resolve("none.kws") + ": no such file");
  }
}
