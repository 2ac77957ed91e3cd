package io.kwsbench.compile;

import io.kwsbench.formats.ModelReader;
import io.kwsbench.metadata.ModelReading;
import io.kwsbench.plan.Plan;
import io.kwsbench.plan.PlanCompiler;
import java.nio.file.Path;

/** The compiler of frozen graphs, for those who know only plans. */
public final class GraphPlanCompiler implements PlanCompiler {
  @Override
  public Plan compile(Path file, ModelReading reading) {
    return GraphCompiler.compile(ModelReader.load(file, reading));
  }
}
