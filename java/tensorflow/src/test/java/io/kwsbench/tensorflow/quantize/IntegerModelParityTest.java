package io.kwsbench.tensorflow.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kwsbench.SharedMaterial;
import io.kwsbench.audio.WavReader;
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
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorName;
import io.kwsbench.tensor.TensorSpec;
import io.kwsbench.tensor.TensorValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
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
   * A wrong scale, zero point or bias is off by more than this; weights that add up errors of many
   * channels, and ReLU6's levels of 6/255 for small numbers, lose a part of it.
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
    List<List<float[]>> values = each(apart.graph(), tensors, clips);
    for (int i = 0; i < apart.steps().size(); i++) {
      assertNear(apart.steps().get(i).nodes().get(0), values.get(2 * i), values.get(2 * i + 1));
    }
  }

  /**
   * The Pi model on real clips. Its first layer, in floats, is added up in another order by each
   * engine, so that a level may be the next one; from equal levels on everything is equal.
   */
  @Test
  void thePiModelAgrees() throws IOException {
    FrozenGraph graph = FrozenGraph.load(SharedMaterial.require("keras/pi195/frozen.pb"));
    List<float[]> all = spoken();
    IntegerModel model = IntegerModel.of(graph, graph.inputs());
    FrozenGraph integers = model.integers(ranges(model, all, 0.00005));
    List<float[]> clips = all.subList(0, 6); // TensorFlow takes half a second for each
    String product = model.steps().get(0).get(0);
    TensorName first = integers.node(product).orElseThrow().inputs().get(0);
    List<float[]> levels = outputs(TENSORFLOW, integers, List.of(first), clips);
    List<float[]> own = outputs(NATIVE, integers, List.of(first), clips);
    for (int i = 0; i < clips.size(); i++) {
      assertThat(own.get(i)).as("clip " + i).containsExactly(levels.get(i), within(1f));
    }
    TensorSpec fed = new TensorSpec(first, DType.FLOAT, Shape.of(1, 1, 399, 128));
    List<float[]> wanted = from(TENSORFLOW, integers, fed, levels);
    List<float[]> made = from(NATIVE, integers, fed, levels);
    for (int i = 0; i < clips.size(); i++) {
      assertThat(made.get(i)).as("clip " + i).containsExactly(wanted.get(i), within(1e-5f));
    }
  }

  private static List<float[]> from(
      Engine engine, FrozenGraph graph, TensorSpec feed, List<float[]> values) {
    try (EngineModel model = engine.load(graph);
        EngineSession session =
            model.newSession(new SessionOptions(List.of(feed), graph.outputs(), 1))) {
      return run(session, values);
    }
  }

  /** The first clip of each word. */
  private static List<float[]> spoken() throws IOException {
    List<float[]> clips = new ArrayList<>();
    try (Stream<Path> words = Files.list(SharedMaterial.require("data/speech-commands-sample"))) {
      for (Path word : words.filter(Files::isDirectory).sorted().toList()) {
        try (Stream<Path> files = Files.list(word)) {
          for (Path file : files.sorted().limit(1).toList()) {
            clips.add(Arrays.copyOf(WavReader.read(file).samples(), 16_000));
          }
        }
      }
    }
    return clips;
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
    assertThat(error).as(step).isLessThanOrEqualTo(0.25 * largest + 0.05);
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
    List<TensorName> names = List.copyOf(model.measured());
    List<List<float[]>> measured = each(model.folded(), names, clips);
    for (int i = 0; i < names.size(); i++) {
      ValueHistogram values = new ValueHistogram(names.get(i).toString());
      measured.get(i).forEach(values::add);
      ranges.put(names.get(i), values.range(outside));
    }
    return ranges;
  }

  /** The values of each tensor for each clip, in one session of the native engine. */
  private static List<List<float[]>> each(
      FrozenGraph graph, List<TensorName> fetches, List<float[]> clips) {
    List<List<float[]>> values = new ArrayList<>();
    fetches.forEach(name -> values.add(new ArrayList<>()));
    try (EngineModel model = NATIVE.load(graph);
        EngineSession session = model.newSession(new SessionOptions(graph.inputs(), fetches, 1))) {
      for (float[] clip : clips) {
        feed(session, clip);
        session.run();
        for (int i = 0; i < fetches.size(); i++) {
          values.get(i).add(session.fetch(i).floats());
        }
      }
    }
    return values;
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
      feed(session, clip);
      session.run();
      outputs.add(session.fetch(0).floats());
    }
    return outputs;
  }

  private static void feed(EngineSession session, float[] clip) {
    List<TensorSpec> feeds = session.options().feeds();
    for (int i = 0; i < feeds.size(); i++) {
      if (feeds.get(i).dtype() == DType.FLOAT) {
        session.feedFloats(i, clip);
      } else {
        session.feed(i, TensorValue.ofInt(16_000));
      }
    }
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
