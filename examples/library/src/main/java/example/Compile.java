package example;

import io.kwsbench.metadata.ModelReading;
import io.kwsbench.plan.PlanCompiler;
import io.kwsbench.plan.PlanWriter;
import java.nio.file.Path;

/** Compiles a model for devices: {@code Compile GRAPH MODEL.kws}. */
public final class Compile {
  private Compile() {}

  public static void main(String[] arguments) {
    Path graph = Path.of(arguments[0]);
    PlanWriter.write(
        PlanCompiler.requiredFor(graph).compile(graph, ModelReading.DEFAULT),
        Path.of(arguments[1]));
  }
}
