package io.kwsbench.tensorflow.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.compile.GraphCompiler;
import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.Engines;
import io.kwsbench.engine.ModelSource;
import io.kwsbench.formats.ModelReader;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.plan.PlanWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Models of every format give the same once they are written: as a frozen graph, compiled. */
class WrittenModelsTest {
  @TempDir Path folder;

  static Stream<Path> models() throws IOException {
    return Stream.of(
            OnnxModelsTest.models(),
            TfliteModelsTest.fixtures(),
            SavedModelsTest.models(),
            KerasModelsTest.models())
        .flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("models")
  void givesTheSameWhenWritten(Path model) throws IOException {
    String stem = model.toString().replaceAll("\\.[^.]*$", "");
    CsvTensor input = CsvTensor.read(Path.of(stem + ".input.csv"));
    FrozenGraph imported = ModelReader.load(model);

    Path frozen = Files.write(folder.resolve("m.pb"), imported.toBytes());
    // the same graph, of which Comparison has what the engines compute
    assertThat(ModelReader.load(frozen).def()).isEqualTo(imported.def());

    Path compiled = folder.resolve("m.kws");
    PlanWriter.write(GraphCompiler.compile(imported), compiled);
    try (EngineModel plan =
        Engines.installed().find("native").orElseThrow().open(ModelSource.of(compiled))) {
      assertThat(Run.each(plan, List.of(input)).get(0))
          .containsExactly(Run.once("native", imported, input));
    }
  }
}
