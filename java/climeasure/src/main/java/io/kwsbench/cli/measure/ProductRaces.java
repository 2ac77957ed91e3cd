package io.kwsbench.cli.measure;

import io.kwsbench.cli.model.LoadedGraph;
import io.kwsbench.compile.GraphCompiler;
import io.kwsbench.measure.GemmRace;
import io.kwsbench.measure.Roofline;
import io.kwsbench.plan.Plan;
import io.kwsbench.plan.Product;
import io.kwsbench.report.roofline.RooflineResult;
import io.kwsbench.stats.Distribution;
import io.kwsbench.stats.PairedRatio;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Races a graph's matrix products against OpenBLAS. */
final class ProductRaces {
  private static final long SEED = 1;

  private ProductRaces() {}

  /**
   * Races all products of a graph's plan; equal shapes once.
   *
   * @param peak GFLOP/s of one core, measured before
   */
  static RooflineResult.Products of(LoadedGraph graph, double peak) {
    Plan plan = GraphCompiler.compile(graph.graph(), graph.layout().specs(), graph.outputs());
    List<RooflineResult.Race> races = new ArrayList<>();
    double roof = peak;
    for (Product product : new LinkedHashSet<>(Product.of(plan))) {
      races.add(result(GemmRace.run(product)));
      roof = Math.max(roof, Roofline.fmaPeak());
    }
    return new RooflineResult.Products(roof, races);
  }

  private static RooflineResult.Race result(GemmRace race) {
    double flops = race.product().flops();
    return new RooflineResult.Race(
        race.product().toString(),
        flops / Distribution.median(race.ours()),
        flops / Distribution.median(race.blas()),
        PairedRatio.of(race.blas(), race.ours(), SEED));
  }
}
