package io.kwsbench.cli.measure;

import io.kwsbench.cli.model.LoadedGraph;
import io.kwsbench.compile.GraphCompiler;
import io.kwsbench.measure.GemmRace;
import io.kwsbench.measure.Roofline;
import io.kwsbench.plan.Plan;
import io.kwsbench.plan.Product;
import io.kwsbench.stats.Distribution;
import io.kwsbench.stats.PairedRatio;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/** A graph's matrix products, each raced against OpenBLAS, as text. */
final class GemmTable {
  private static final long SEED = 1;

  private GemmTable() {}

  /** Races all products of a graph's plan; equal shapes once. */
  static String of(LoadedGraph graph, double peak) {
    Plan plan = GraphCompiler.compile(graph.graph(), graph.layout().specs(), graph.outputs());
    List<GemmRace> races = new ArrayList<>();
    double roof = peak;
    for (Product product : new LinkedHashSet<>(Product.of(plan))) {
      races.add(GemmRace.run(product));
      roof = Math.max(roof, Roofline.fmaPeak());
    }
    StringBuilder out = new StringBuilder("\nMatrix products M x K x N, weights warm, medians; ");
    out.append(String.format(Locale.ROOT, "the peak here was %.1f GFLOP/s:\n", roof));
    out.append(
        "\t[native GFLOP/s]\t[% of peak]\t[OpenBLAS GFLOP/s]\t[time OpenBLAS/native]\t[product]\n");
    for (GemmRace race : races) {
      out.append(row(race, roof));
    }
    long ahead =
        races.stream()
            .filter(race -> gflops(race, race.ours()) > gflops(race, race.blas()))
            .count();
    return out.append(ahead + " of " + races.size() + " faster than OpenBLAS\n").toString();
  }

  private static double gflops(GemmRace race, double[] nanos) {
    return race.product().flops() / Distribution.median(nanos);
  }

  private static String row(GemmRace race, double peak) {
    double ours = gflops(race, race.ours());
    return String.format(
        Locale.ROOT,
        "\t%16.1f\t%10.1f%%\t%18.1f\t%17s\t%s%n",
        ours,
        100 * ours / peak,
        gflops(race, race.blas()),
        PairedRatio.of(race.blas(), race.ours(), SEED)
            .map(r -> String.format(Locale.ROOT, "%.2f [%.2f, %.2f]", r.ratio(), r.low(), r.high()))
            .orElse("-"),
        race.product());
  }
}
