package io.kwsbench.tensorflow.differential;

import io.kwsbench.KwsException;
import io.kwsbench.compile.GraphCompiler;
import io.kwsbench.compile.pass.CompilerPassCatalog;
import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.engine.SessionOptions;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.plan.Plan;
import io.kwsbench.plan.run.PlanModel;
import io.kwsbench.plan.run.PlanSession;
import io.kwsbench.rewrite.GraphPassRunner;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.TensorValue;
import io.kwsbench.tensorflow.TensorFlowEngine;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a made-up graph gives: in TensorFlow, in the engine, in the engine without any pass. */
final class Outcome {
  private Outcome() {}

  /** What is wrong with the engine's answer; empty where nothing is. */
  static Optional<String> fault(Sample sample) {
    FrozenGraph graph = sample.graph();
    List<double[]> expected;
    try {
      expected = tensorFlow(sample, graph);
    } catch (KwsException e) {
      throw new IllegalStateException("no graph for TensorFlow: " + e.getMessage(), e);
    }
    return fault(sample, graph, expected, Set.of())
        .map(fault -> "optimized: " + fault)
        .or(
            () ->
                fault(sample, graph, expected, CompilerPassCatalog.optional())
                    .map(fault -> "unoptimized: " + fault))
        .or(
            () ->
                rewritten(sample, graph)
                    .flatMap(cheaper -> fault(sample, cheaper, expected, Set.of()))
                    .map(fault -> "rewritten: " + fault));
  }

  /** The graph after the passes from graph to graph; empty where those do not read it. */
  static Optional<FrozenGraph> rewritten(Sample sample, FrozenGraph graph) {
    if (sample.fetches().size() != 1) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          GraphPassRunner.rewritten(
              graph,
              sample.feedSpecs(),
              sample.fetches().get(0),
              io.kwsbench.rewrite.GraphPassCatalog.CHEAPER));
    } catch (KwsException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> fault(
      Sample sample, FrozenGraph graph, List<double[]> expected, Set<String> without) {
    List<double[]> got;
    try {
      Plan plan = GraphCompiler.compile(graph, sample.feedSpecs(), sample.fetches(), without);
      got = run(sample, plan);
    } catch (KwsException e) {
      return Optional.of("refused: " + e.getMessage());
    }
    for (int i = 0; i < expected.size(); i++) {
      Value value = sample.fetched().get(i);
      Optional<String> apart = apart(value, got.get(i), expected.get(i));
      if (apart.isPresent()) {
        return apart;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> apart(Value value, double[] got, double[] expected) {
    if (got.length != expected.length) {
      return Optional.of(
          "wrong: " + value.name() + " has " + got.length + " elements, not " + expected.length);
    }
    double tolerance = value.isFloat() ? 2 * value.error() : 0;
    for (int i = 0; i < got.length; i++) {
      boolean same =
          Double.compare(got[i], expected[i]) == 0 || Math.abs(got[i] - expected[i]) <= tolerance;
      if (!same) {
        return Optional.of(
            "wrong: "
                + (value.name() + "[" + i + "] is " + got[i] + ", TensorFlow has " + expected[i])
                + (", within " + tolerance));
      }
    }
    return Optional.empty();
  }

  private static List<double[]> tensorFlow(Sample sample, FrozenGraph graph) {
    SessionOptions options = new SessionOptions(sample.feedSpecs(), sample.fetches(), 1);
    List<double[]> all = new ArrayList<>();
    try (EngineModel model = new TensorFlowEngine().load(graph);
        EngineSession session = model.newSession(options)) {
      List<float[]> fed = sample.fed();
      for (int i = 0; i < fed.size(); i++) {
        session.feed(i, TensorValue.ofFloats(sample.feeds().get(i).shape(), fed.get(i)));
      }
      session.run();
      for (int i = 0; i < sample.fetched().size(); i++) {
        TensorValue value = session.fetch(i);
        all.add(numbers(value.dtype(), value.buffer().duplicate()));
      }
    }
    return all;
  }

  private static List<double[]> run(Sample sample, Plan plan) {
    List<double[]> all = new ArrayList<>();
    try (PlanModel model = PlanModel.open(plan, "sample");
        PlanSession session = model.newSession(1)) {
      List<float[]> fed = sample.fed();
      for (int i = 0; i < fed.size(); i++) {
        session.feed(i).duplicate().order(ByteOrder.nativeOrder()).asFloatBuffer().put(fed.get(i));
      }
      session.run();
      // a second run finds what the first left in memory
      session.run();
      for (int i = 0; i < sample.fetched().size(); i++) {
        all.add(numbers(sample.fetched().get(i).type(), session.fetch(i).duplicate()));
      }
    }
    return all;
  }

  private static double[] numbers(DType type, ByteBuffer bytes) {
    ByteBuffer buffer = bytes.order(ByteOrder.nativeOrder());
    buffer.rewind();
    double[] numbers = new double[buffer.remaining() / type.bytes()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] =
          switch (type) {
            case FLOAT -> buffer.getFloat();
            case INT32 -> buffer.getInt();
            case INT64 -> buffer.getLong();
            case BOOL -> buffer.get();
            default -> throw new IllegalArgumentException(type.label());
          };
    }
    return numbers;
  }
}
