package io.kwsbench.arm;

import io.kwsbench.compile.GraphCompiler;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.keras.checkpoint.KerasCheckpoint;
import io.kwsbench.keras.freeze.FreezeOptions;
import io.kwsbench.keras.freeze.Freezer;
import io.kwsbench.plan.Plan;
import io.kwsbench.plan.PlanWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An emulated engine against reference probabilities, without an emulated JVM: this JVM compiles
 * graphs, and freezes checkpoints; {@code kws_run --serve} runs their plans.
 *
 * <p>{@code PlanParity RUNNER CLIPS ROOT GRAPH=OUTPUTS.csv…}, with RUNNER a command that takes
 * {@code --serve} and a plan, and the rest as for {@link BundleParity}.
 */
final class PlanParity {
  private PlanParity() {}

  public static void main(String[] arguments) throws IOException {
    List<String> all = List.of(arguments);
    ReferenceCase.report(
        "kws_run",
        ReferenceCase.of(all.subList(2, all.size())),
        Integer.parseInt(all.get(1)),
        (one, rows) -> worst(all.get(0), one, rows));
  }

  private static float worst(String runner, ReferenceCase one, List<ReferenceCase.Row> rows)
      throws IOException {
    Plan plan = GraphCompiler.compile(load(one.file()));
    Path file = Files.createTempFile("parity", ".kws");
    float worst = 0;
    try {
      PlanWriter.write(plan, file);
      try (ServedPlan served = ServedPlan.start(runner, file)) {
        for (ReferenceCase.Row row : rows) {
          worst = Math.max(worst, one.compare(row, served.run(plan.tensors(), row.samples())));
        }
      }
    } finally {
      Files.delete(file);
    }
    return worst;
  }

  private static FrozenGraph load(Path file) {
    if (file.toString().endsWith(".pb")) {
      return FrozenGraph.load(file);
    }
    KerasCheckpoint checkpoint = KerasCheckpoint.read(file);
    String name = file.getFileName().toString();
    return FrozenGraph.parse(
        Freezer.freeze(
                checkpoint, checkpoint.modelConfig().orElseThrow(), name, FreezeOptions.DEFAULT)
            .graph(),
        name);
  }
}
