package io.kwsbench.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.compile.GraphCompiler;
import io.kwsbench.compile.pass.CompilerPassCatalog;
import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.engine.SessionOptions;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.plan.Plan;
import io.kwsbench.plan.run.PlanModel;
import io.kwsbench.plan.run.PlanSession;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorName;
import io.kwsbench.tensor.TensorSpec;
import io.kwsbench.tensor.TensorValue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * NaN and infinities among the numbers that are fed: whatever TensorFlow makes of them, the native
 * engine makes too, so that no NaN turns into a class.
 */
class NonfiniteTest {
  private static final float[] SPECIAL = {
    Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY
  };

  static List<NonfiniteGraph> graphs() {
    return NonfiniteGraph.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("graphs")
  void nativeIsTensorFlow(NonfiniteGraph piece) {
    FrozenGraph graph = piece.graph();
    List<TensorSpec> feeds = piece.feeds();
    List<TensorName> fetches = List.of(new TensorName("y", 0));
    List<String> faults = new ArrayList<>();
    try (EngineModel tensorFlow = new TensorFlowEngine().load(graph);
        EngineSession expected = tensorFlow.newSession(new SessionOptions(feeds, fetches, 1))) {
      for (Set<String> without : List.of(Set.<String>of(), CompilerPassCatalog.optional())) {
        Plan plan = GraphCompiler.compile(graph, feeds, fetches, without);
        try (PlanModel model = PlanModel.open(plan, "nonfinite");
            PlanSession session = model.newSession(1)) {
          for (List<float[]> fed : fed(feeds)) {
            double[] want = expected(expected, feeds, fed);
            double[] got = got(session, fed, piece.result());
            fault(got, want)
                .ifPresent(
                    f -> faults.add(f + (without.isEmpty() ? "" : ", no passes") + shown(fed)));
          }
        }
      }
    }
    assertThat(faults).as(piece.toString()).isEmpty();
  }

  /** Here the engine is stricter: no class comes out of a NaN. */
  @Test
  void aMaximumPoolKeepsANaNInEveryPlaceOfItsWindow() {
    NonfiniteGraph piece = NonfiniteGraph.maxPool();
    List<TensorSpec> feeds = piece.feeds();
    Plan plan =
        GraphCompiler.compile(piece.graph(), feeds, List.of(new TensorName("y", 0)), Set.of());
    try (PlanModel model = PlanModel.open(plan, "nonfinite");
        PlanSession session = model.newSession(1)) {
      int channels = 19;
      for (int pixel : new int[] {0, 1, 2, 6, 7, 8}) {
        List<float[]> fed = finite(feeds);
        fed.get(0)[pixel * channels + 3] = Float.NaN;
        double[] got = got(session, fed, piece.result());
        assertThat(got[3]).as("pixel %d", pixel).isNaN();
        assertThat(got[4]).as("pixel %d", pixel).isFinite();
      }
    }
  }

  private static String shown(List<float[]> fed) {
    return " of " + fed.stream().map(Arrays::toString).toList();
  }

  /** One special number in each of some places of each input, then everywhere. */
  private static List<List<float[]>> fed(List<TensorSpec> feeds) {
    List<List<float[]>> all = new ArrayList<>();
    for (int input = 0; input < feeds.size(); input++) {
      int n = (int) feeds.get(input).shape().elements().orElseThrow();
      for (float special : SPECIAL) {
        for (int place : new int[] {0, n / 2, n - 2, n - 1}) {
          List<float[]> fed = finite(feeds);
          fed.get(input)[place] = special;
          all.add(fed);
        }
        List<float[]> fed = finite(feeds);
        Arrays.fill(fed.get(input), special);
        all.add(fed);
      }
    }
    return all;
  }

  private static List<float[]> finite(List<TensorSpec> feeds) {
    List<float[]> all = new ArrayList<>();
    for (TensorSpec feed : feeds) {
      float[] numbers = new float[(int) feed.shape().elements().orElseThrow()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = 0.3f + (i * 7 + all.size()) % 11 * 0.1f;
      }
      all.add(numbers);
    }
    return all;
  }

  private static double[] expected(
      EngineSession session, List<TensorSpec> feeds, List<float[]> fed) {
    for (int i = 0; i < fed.size(); i++) {
      Shape shape = feeds.get(i).shape();
      session.feed(i, TensorValue.ofFloats(shape, fed.get(i)));
    }
    session.run();
    TensorValue value = session.fetch(0);
    return numbers(value.dtype(), value.buffer().duplicate());
  }

  private static double[] got(PlanSession session, List<float[]> fed, DType result) {
    for (int i = 0; i < fed.size(); i++) {
      session.feed(i).duplicate().order(ByteOrder.nativeOrder()).asFloatBuffer().put(fed.get(i));
    }
    session.run();
    return numbers(result, session.fetch(0).duplicate());
  }

  private static double[] numbers(DType type, ByteBuffer bytes) {
    ByteBuffer buffer = bytes.order(ByteOrder.nativeOrder()).rewind();
    double[] numbers = new double[buffer.remaining() / type.bytes()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] =
          switch (type) {
            case FLOAT -> buffer.getFloat();
            case INT32 -> buffer.getInt();
            case BOOL -> buffer.get();
            default -> throw new IllegalArgumentException(type.label());
          };
    }
    return numbers;
  }

  private static Optional<String> fault(double[] got, double[] want) {
    assertThat(got).hasSameSizeAs(want);
    for (int i = 0; i < got.length; i++) {
      boolean same =
          Double.compare(got[i], want[i]) == 0
              || Math.abs(got[i] - want[i]) <= 1e-5 * (1 + Math.abs(want[i]))
                  && Double.isFinite(got[i]) == Double.isFinite(want[i]);
      if (!same) {
        return Optional.of("[" + i + "] is " + got[i] + ", TensorFlow has " + want[i]);
      }
    }
    return Optional.empty();
  }
}
