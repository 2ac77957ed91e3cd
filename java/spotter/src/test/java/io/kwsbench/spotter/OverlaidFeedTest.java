package io.kwsbench.spotter;

import static io.kwsbench.spotter.EightSamples.METADATA;
import static io.kwsbench.spotter.EightSamples.WINDOW;
import static io.kwsbench.spotter.EightSamples.options;
import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.plan.Operand;
import io.kwsbench.plan.Operand.Space;
import io.kwsbench.plan.Plan;
import io.kwsbench.plan.PlanTensor;
import io.kwsbench.plan.Step;
import io.kwsbench.plan.kernel.Cast;
import io.kwsbench.plan.kernel.ElementType;
import io.kwsbench.plan.kernel.Epilogue;
import io.kwsbench.plan.kernel.FullyConnected;
import io.kwsbench.plan.kernel.KernelParams;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A plan that uses the memory of its feeds for something else, as one of another compiler may. */
class OverlaidFeedTest {
  private static final int PANEL = 16;
  private static final Operand SOUND = floats(0, WINDOW);
  private static final Operand RATE = floats(64, 1);
  private static final Operand KEPT = floats(128, WINDOW);
  private static final Operand RATES = floats(192, 3);
  private static final Operand SCORES = floats(256, 3);

  private static Operand floats(int offset, int count) {
    return new Operand(Space.ARENA, offset, 4L * count);
  }

  private static Step step(KernelParams params, Operand... operands) {
    return new Step(params, List.of(operands), "step", List.of());
  }

  private static FullyConnected product(int m, int k, int n) {
    return new FullyConnected(m, k, n, 0, 0, Epilogue.NONE);
  }

  private static PlanTensor tensor(
      String name, boolean feed, DType dtype, Shape shape, Operand at) {
    return new PlanTensor(name, feed, dtype, shape, at.offset(), at.bytes());
  }

  /** Scores that are the sample rate in thousands; then they lie where the rate was fed. */
  private static Spotter spotter() {
    ByteBuffer constants = ByteBuffer.allocate(4 * PANEL * WINDOW).order(ByteOrder.LITTLE_ENDIAN);
    while (constants.hasRemaining()) {
      constants.putFloat(0.001f);
    }
    Operand row = new Operand(Space.CONSTANTS, 0, 4 * PANEL);
    Operand rows = new Operand(Space.CONSTANTS, 0, constants.capacity());
    List<Step> steps =
        List.of(
            step(new Cast(1, ElementType.INT32, ElementType.FLOAT32), KEPT, RATE),
            step(product(1, 1, 3), RATES, KEPT, row),
            step(product(WINDOW, 1, 1), KEPT, SOUND, row),
            step(product(1, WINDOW, 3), SCORES, KEPT, rows, Operand.NONE, RATES),
            step(new Cast(1, ElementType.FLOAT32, ElementType.INT32), RATE, SCORES));
    List<PlanTensor> tensors =
        List.of(
            tensor("in", true, DType.FLOAT, Shape.of(WINDOW, 1), SOUND),
            tensor("rate", true, DType.INT32, Shape.of(), RATE),
            tensor("out", false, DType.FLOAT, Shape.of(1, 3), SCORES));
    return Spotter.of(new Plan(320, steps, tensors, constants.array(), METADATA), "overlaid.kws");
  }

  @Test
  void everyClipIsToldTheSampleRate() {
    try (Spotter spotter = spotter();
        SpotterSession session = spotter.newSession()) {
      for (int i = 0; i < 3; i++) {
        float[] scores = new float[3];
        session.run(new float[WINDOW], scores);
        assertThat(scores).containsExactly(1, 1, 1);
        session.run(new short[WINDOW], scores);
        assertThat(scores).containsExactly(1, 1, 1);
      }
    }
  }

  @Test
  void everyWindowIsToldTheSampleRate() {
    try (Spotter spotter = spotter();
        SpotterStream kept = spotter.newStream(options(1));
        SpotterStream whole = spotter.newStream(options(1).withWholeWindows())) {
      assertThat(kept.keepsWindows()).isTrue();
      for (SpotterStream stream : List.of(kept, whole)) {
        List<Float> told = new ArrayList<>();
        stream.onScores((last, scores) -> told.add(scores[1]));
        stream.accept(new float[2 * WINDOW], 0, 2 * WINDOW);
        assertThat(told).hasSize(WINDOW + 1).containsOnly(1f);
      }
    }
  }
}
