package io.kwsbench.report.benchmark;

import io.kwsbench.engine.EngineMemory;
import io.kwsbench.engine.RunTrace;
import io.kwsbench.engine.SessionOptions;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.Node;
import io.kwsbench.graph.shape.GraphShapes;
import io.kwsbench.measure.BenchmarkPlan;
import io.kwsbench.measure.ClipPrediction;
import io.kwsbench.measure.PhaseTimes;
import io.kwsbench.measure.ProcessMemory;
import io.kwsbench.metadata.ModelMetadata;
import io.kwsbench.stats.ActivationPeak;
import io.kwsbench.stats.Distribution;
import io.kwsbench.stats.FlopCounts;
import io.kwsbench.stats.NodeStats;
import io.kwsbench.stats.OpTable;
import io.kwsbench.stats.OperandBytes;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorName;
import io.kwsbench.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Makes a {@link Result} of what was measured. */
public final class ResultAssembler {
  /**
   * One contender and the time of its preparation.
   *
   * @param name what tells it from others
   * @param graph what ran
   * @param options feeds, fetches, threads
   * @param engine the engine's name
   * @param engineVersion its version
   * @param loadNanos reading the file and loading it into the engine
   * @param prepareNanos making the session
   * @param before memory before loading
   * @param memory what the engine set aside
   */
  public record Subject(
      String name,
      FrozenGraph graph,
      SessionOptions options,
      String engine,
      String engineVersion,
      long loadNanos,
      long prepareNanos,
      ProcessMemory before,
      Optional<EngineMemory> memory) {}

  private final Subject subject;
  private final PhaseTimes times;
  private final GraphShapes shapes;
  private final OpTable ops;
  private final FlopCounts counts;
  private final Distribution untraced;
  private final Distribution traced;

  /**
   * @throws io.kwsbench.KwsException when the graph's shapes contradict themselves
   */
  public ResultAssembler(Subject subject, PhaseTimes times) {
    this.subject = subject;
    this.times = times;
    this.shapes = GraphShapes.of(subject.graph(), subject.options().feeds());
    this.counts = new FlopCounts(subject.graph(), shapes, times.profile().runs());
    OperandBytes bytes = new OperandBytes(subject.graph(), shapes, times.profile().runs());
    this.ops = OpTable.of(times.profile(), counts::graphFlops, bytes::of);
    this.untraced = Distribution.of(times.untraced().micros());
    this.traced = Distribution.of(times.traced().micros());
  }

  /**
   * The result.
   *
   * @param plan what was to be done
   * @param after memory after the runs
   * @param audioSeconds sound that one run hears
   * @param heard the classes of the clips
   */
  public Result assemble(
      BenchmarkPlan plan,
      ProcessMemory after,
      Optional<Double> audioSeconds,
      List<ClipPrediction> heard) {
    return new Result(
        subject.name(),
        graph(),
        new EngineSection(subject.engine(), subject.engineVersion(), subject.options().threads()),
        new PhasesSection(
            subject.loadNanos() / 1e3,
            subject.prepareNanos() / 1e3,
            Distribution.of(times.warmUp().micros()),
            untraced,
            traced,
            Arrays.stream(times.untraced().micros()).boxed().toList(),
            plan.warmUp(),
            plan.untraced()),
        new ProfileSection(ops, times.profile().newest()),
        new CostSection(
            flops(),
            memory(after),
            tracing(),
            audioSeconds.filter(s -> untraced.count() > 0).map(s -> untraced.median() / 1e6 / s)),
        new AnswerSection(List.of(), heard),
        Optional.empty());
  }

  private GraphSection graph() {
    FrozenGraph graph = subject.graph();
    List<GraphSection.NodeOutputs> tensors =
        ops.nodes().stream()
            .map(node -> new GraphSection.NodeOutputs(node.name(), outputs(node.name())))
            .toList();
    return new GraphSection(
        graph.source(),
        ofMetadata(graph, ModelMetadata::importedFrom),
        ofMetadata(graph, ModelMetadata::frontEnd),
        graph.sizeBytes(),
        graph.nodes().size(),
        graph.weightBytes(),
        subject.options().feeds(),
        subject.options().fetches().stream().map(this::spec).toList(),
        tensors);
  }

  private static Optional<String> ofMetadata(
      FrozenGraph graph, Function<ModelMetadata, Optional<String>> part) {
    return graph.outputs().stream()
        .findFirst()
        .flatMap(output -> part.apply(graph.metadata(output)));
  }

  private List<TensorSpec> outputs(String name) {
    Optional<Node> node = subject.graph().node(name);
    List<TensorSpec> outputs = new ArrayList<>();
    for (int i = 0; node.isPresent(); i++) {
      Optional<TensorSpec> output = shapes.spec(new TensorName(name, i));
      if (output.isEmpty()) {
        break;
      }
      outputs.add(output.get());
    }
    return outputs;
  }

  private TensorSpec spec(TensorName name) {
    return shapes.spec(name).orElse(new TensorSpec(name, DType.FLOAT, Shape.UNKNOWN));
  }

  private FlopSection flops() {
    List<NodeStats> nodes = ops.nodes();
    List<NodeStats> covered = nodes.stream().filter(n -> n.graphFlops().isPresent()).toList();
    long total = covered.stream().mapToLong(n -> n.graphFlops().getAsLong()).sum();
    long executed = nodes.stream().mapToLong(n -> n.executedFlops().orElse(0)).sum();
    FlopCounts.ByRule byRule =
        counts.benchmarkModel(
            subject.options().feeds().stream().map(TensorSpec::name).toList(),
            subject.options().fetches());
    return new FlopSection(
        new FlopSection.Counts(byRule.total(), byRule.convolutions(), total, executed),
        new FlopSection.Coverage(
            nodes.isEmpty() ? 0 : (double) covered.size() / nodes.size(),
            covered.stream().mapToDouble(NodeStats::medianShare).sum(),
            nodes.stream()
                .filter(n -> n.graphFlops().isEmpty())
                .map(n -> n.type() + " " + n.name())
                .toList()),
        new FlopSection.Rates(
            untraced.avg() > 0 ? byRule.total() / untraced.avg() * 1e6 : 0,
            untraced.median() > 0 ? total / untraced.median() * 1e6 : 0,
            untraced.median() > 0 ? executed / untraced.median() * 1e6 : 0));
  }

  private MemorySection memory(ProcessMemory after) {
    Optional<RunTrace> last = times.profile().last();
    return new MemorySection(
        subject.graph().weightBytes(),
        subject.memory().map(EngineMemory::weights),
        subject
            .memory()
            .map(EngineMemory::activations)
            .or(() -> last.map(trace -> ActivationPeak.of(subject.graph(), trace))),
        subject.before().residentBytes(),
        after.residentBytes(),
        after.peakResidentBytes(),
        after.heapBytes());
  }

  private TracingSection tracing() {
    double opSum = ops.timeUs().median();
    double span = Distribution.of(times.profile().spans().micros()).median();
    return new TracingSection(
        untraced.median(),
        traced.median(),
        untraced.median() > 0 ? traced.median() / untraced.median() : 0,
        opSum,
        span,
        span - opSum,
        traced.median() - span);
  }
}
