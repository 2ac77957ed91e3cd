package io.kwsbench.suite.metric;

import io.kwsbench.KwsException;
import io.kwsbench.engine.ModelFormat;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.shape.GraphShapes;
import io.kwsbench.stats.FlopCounts;
import io.kwsbench.suite.definition.SuiteCase;
import io.kwsbench.tensor.TensorSpec;
import io.kwsbench.workload.FeedLayout;
import java.util.List;

/**
 * Floating-point operations of a frozen graph, by benchmark_model's rule, whatever engine runs it.
 */
public final class FlopMeter implements MetricSources.Meter {
  @Override
  public MetricValue measure(SuiteCase one, MetricKey key) {
    if (!ModelFormat.of(one.graph()).isGraph()) {
      return MetricValue.absent(one.name(), key, "FLOPs are counted in graphs only");
    }
    try {
      FrozenGraph graph = one.frozenGraph();
      List<TensorSpec> feeds = FeedLayout.of(graph, List.of()).specs();
      FlopCounts counts = new FlopCounts(graph, GraphShapes.of(graph, feeds), 1);
      var names = feeds.stream().map(TensorSpec::name).toList();
      long total = counts.benchmarkModel(names, graph.outputs()).total();
      return MetricValue.of(one.name(), key, total, "by benchmark_model's rule");
    } catch (KwsException e) {
      return MetricValue.absent(one.name(), key, "FLOPs cannot be counted: " + e.getMessage());
    }
  }
}
