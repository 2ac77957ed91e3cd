package io.kwsbench.tensorflow.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kwsbench.compile.CompilerOptions;
import io.kwsbench.compile.GraphCompiler;
import io.kwsbench.engine.Engine;
import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.engine.Engines;
import io.kwsbench.engine.ModelSource;
import io.kwsbench.engine.SessionOptions;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.plan.Plan;
import io.kwsbench.plan.PlanWriter;
import io.kwsbench.plan.Precision;
import io.kwsbench.rewrite.quantize.IntegerModel;
import io.kwsbench.rewrite.quantize.ValueHistogram;
import io.kwsbench.rewrite.quantize.ValueRange;
import io.kwsbench.tensor.TensorName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random spotters in 8 bits: both engines and the compiled file give the same answers. */
class IntegerModelParityTest {
  private static final Engine NATIVE = Engines.installed().find("native").orElseThrow();
  private static final Engine TENSORFLOW = Engines.installed().find("tensorflow").orElseThrow();

  @TempDir Path folder;

  static LongStream seeds() {
    return LongStream.range(0, Long.getLong("kwsbench.integer.nets", 12));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void bothEnginesAgree(long seed) {
    FrozenGraph graph = RandomNet.graph(seed);
    IntegerModel model = IntegerModel.of(graph, graph.inputs());
    List<float[]> clips = clips(seed);
    // narrow ranges make levels end at their bounds
    for (double share : new double[] {0, 0.1}) {
      FrozenGraph integers = model.integers(ranges(model, clips, share));
      List<float[]> wanted = outputs(TENSORFLOW, integers, integers.outputs(), clips);
      List<float[]> made = outputs(NATIVE, integers, integers.outputs(), clips);
      List<float[]> compiled = compiled(integers, clips);
      for (int i = 0; i < wanted.size(); i++) {
        assertThat(made.get(i)).as("clip " + i).containsExactly(wanted.get(i), within(2e-6f));
        assertThat(compiled.get(i)).as("clip " + i).containsExactly(wanted.get(i), within(2e-2f));
      }
    }
  }

  /**
   * With ranges that leave out nothing, a step loses what rounding to 255 levels loses; those of
   * ReLU6 are steps of 6/255.
   */
  @ParameterizedTest
  @MethodSource("seeds")
  void eachStepIsNearThatOfFloats(long seed) {
    FrozenGraph graph = RandomNet.graph(seed);
    IntegerModel model = IntegerModel.of(graph, graph.inputs());
    List<float[]> clips = clips(seed);
    IntegerModel.Apart apart = model.apart(ranges(model, clips, 0));
    List<TensorName> tensors = new ArrayList<>();
    apart.steps().forEach(step -> tensors.addAll(List.of(step.floats(), step.integers())));
    assertThat(apart.steps()).isNotEmpty();
    for (int i = 0; i < apart.steps().size(); i++) {
      List<float[]> floats = outputs(NATIVE, apart.graph(), List.of(tensors.get(2 * i)), clips);
      List<float[]> levels = outputs(NATIVE, apart.graph(), List.of(tensors.get(2 * i + 1)), clips);
      assertNear(apart.steps().get(i).nodes().get(0), floats, levels);
    }
  }

  private static void assertNear(String step, List<float[]> floats, List<float[]> levels) {
    double largest = 0;
    double error = 0;
    for (int clip = 0; clip < floats.size(); clip++) {
      for (int i = 0; i < floats.get(clip).length; i++) {
        largest = Math.max(largest, Math.abs(floats.get(clip)[i]));
        error = Math.max(error, Math.abs(floats.get(clip)[i] - levels.get(clip)[i]));
      }
    }
    assertThat(error).as(step).isLessThanOrEqualTo(0.06 * largest + 3.0 / 255);
  }

  private static List<float[]> clips(long seed) {
    Random random = new Random(seed);
    List<float[]> clips = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      clips.add(RandomNet.clip(random));
    }
    clips.add(new float[RandomNet.SAMPLES]);
    return clips;
  }

  private static Map<TensorName, ValueRange> ranges(
      IntegerModel model, List<float[]> clips, double outside) {
    Map<TensorName, ValueRange> ranges = new HashMap<>();
    for (TensorName name : model.measured()) {
      ValueHistogram values = new ValueHistogram(name.toString());
      outputs(NATIVE, model.folded(), List.of(name), clips).forEach(values::add);
      ranges.put(name, values.range(outside));
    }
    return ranges;
  }

  private static List<float[]> outputs(
      Engine engine, FrozenGraph graph, List<TensorName> fetches, List<float[]> clips) {
    try (EngineModel model = engine.load(graph);
        EngineSession session = model.newSession(new SessionOptions(graph.inputs(), fetches, 1))) {
      return run(session, clips);
    }
  }

  private static List<float[]> run(EngineSession session, List<float[]> clips) {
    List<float[]> outputs = new ArrayList<>();
    for (float[] clip : clips) {
      session.feedFloats(0, clip);
      session.run();
      outputs.add(session.fetch(0).floats());
    }
    return outputs;
  }

  /** The compiled model after a round trip through its file, other weights in 8 bits, too. */
  private List<float[]> compiled(FrozenGraph graph, List<float[]> clips) {
    Plan plan =
        GraphCompiler.compile(
            graph,
            graph.inputs(),
            graph.outputs(),
            CompilerOptions.DEFAULT.withPrecision(Precision.WEIGHTS8));
    Path file = folder.resolve("model.kws");
    PlanWriter.write(plan, file);
    try (EngineModel model = NATIVE.open(ModelSource.of(file));
        EngineSession session = model.newSession(1)) {
      return run(session, clips);
    }
  }

  /** Ranges far too narrow: nearly every level is one of the ends. */
  @Test
  void sumsThatLeaveTheRangeStopAtItsEnds() {
    FrozenGraph graph = RandomNet.graph(3);
    IntegerModel model = IntegerModel.of(graph, graph.inputs());
    Map<TensorName, ValueRange> ranges = new HashMap<>();
    model.measured().forEach(name -> ranges.put(name, new ValueRange(-1e-3f, 1e-3f)));
    FrozenGraph integers = model.integers(ranges);
    List<float[]> clips = clips(3);
    List<float[]> made = outputs(NATIVE, integers, integers.outputs(), clips);
    List<float[]> wanted = outputs(TENSORFLOW, integers, integers.outputs(), clips);
    for (int i = 0; i < made.size(); i++) {
      assertThat(made.get(i)).containsExactly(wanted.get(i), within(2e-6f));
    }
  }
}
