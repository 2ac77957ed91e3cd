package io.kwsbench.suite.internal.cases;

import io.kwsbench.KwsException;
import io.kwsbench.engine.ModelFormat;
import io.kwsbench.engine.SessionOptions;
import io.kwsbench.engine.nativeengine.NativeEngine;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.measure.runner.RunnerPlan;
import io.kwsbench.suite.definition.SuiteCase;
import io.kwsbench.tensor.TensorValue;
import io.kwsbench.workload.ClipFeeder;
import io.kwsbench.workload.FeedLayout;
import io.kwsbench.workload.ForeignFeeder;
import io.kwsbench.workload.Workload;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A case as a plan of the native engine with its workload, for runs outside this process.
 *
 * @param plan close it
 * @param workload what it is fed
 * @param clips turns a clip into feeds
 */
public record NativeCase(RunnerPlan plan, Workload workload, Function<Path, Workload.Item> clips)
    implements AutoCloseable {

  /**
   * @throws KwsException when the native engine does not run the case
   */
  public static NativeCase of(SuiteCase one) {
    if (ModelFormat.of(one.graph()) == ModelFormat.COMPILED) {
      RunnerPlan plan = RunnerPlan.of(one.graph());
      ForeignFeeder feeder = new ForeignFeeder(one.graph(), plan.feeds());
      return of(plan, one, feeder::read, feeder.zeros());
    }
    FrozenGraph graph = one.frozenGraph();
    FeedLayout layout = FeedLayout.of(graph, List.of());
    RunnerPlan plan =
        RunnerPlan.of(graph, new SessionOptions(layout.specs(), graph.outputs(), one.threads()));
    return of(plan, one, wav -> new ClipFeeder(layout).read(wav).item(), layout.zeros());
  }

  private static NativeCase of(
      RunnerPlan plan,
      SuiteCase one,
      Function<Path, Workload.Item> clips,
      List<TensorValue> zeros) {
    try {
      return new NativeCase(plan, CaseWorkload.of(one, clips, zeros), clips);
    } catch (RuntimeException e) {
      plan.close();
      throw e;
    }
  }

  /** The reason why the native engine does not run the case; empty if it does. */
  public static Optional<String> refusal(SuiteCase one) {
    boolean other = !one.engine().isEmpty() && !one.engine().equals("native");
    boolean runs = new NativeEngine().formats().contains(ModelFormat.of(one.graph()));
    return other || !runs
        ? Optional.of("the native engine does not run this case")
        : Optional.empty();
  }

  @Override
  public void close() {
    plan.close();
  }
}
