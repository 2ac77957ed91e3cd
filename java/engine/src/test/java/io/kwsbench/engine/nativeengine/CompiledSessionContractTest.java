package io.kwsbench.engine.nativeengine;

import io.kwsbench.compile.GraphCompiler;
import io.kwsbench.engine.Engine;
import io.kwsbench.engine.ModelSource;
import io.kwsbench.engine.SessionContract;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.plan.PlanWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class CompiledSessionContractTest extends SessionContract {
  @TempDir Path folder;

  @Override
  protected Engine engine() {
    return new NativeEngine();
  }

  @Override
  protected ModelSource source() {
    Path file = folder.resolve("relu.kws");
    PlanWriter.write(
        GraphCompiler.compile(
            GraphBuilder.graph().placeholder("x", 1, 20_000).op("Relu", "y", "x").build()),
        file);
    return ModelSource.of(file);
  }
}
