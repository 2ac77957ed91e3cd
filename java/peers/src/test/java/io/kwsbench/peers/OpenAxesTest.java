package io.kwsbench.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.engine.ModelSource;
import io.kwsbench.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAxesTest {
  @TempDir Path folder;

  @Test
  void anOpenBatchIsOne() throws IOException {
    Path model = Files.write(folder.resolve("m.onnx"), TinyOnnx.relu("N", "16000"));
    try (EngineModel opened = new OnnxEngine().open(ModelSource.of(model));
        EngineSession session = opened.newSession(1)) {
      assertThat(session.options().feeds().get(0).shape()).isEqualTo(Shape.of(1, 16000));
    }
  }

  /** A run on one sample would be splendidly fast. */
  @ParameterizedTest
  @ValueSource(strings = {"1,samples", "N,samples", "N,1,any", "time,40", "T,40", "n"})
  void anyOtherOpenAxisIsRefusedWithWhatToDo(String sizes) throws IOException {
    Path model = Files.write(folder.resolve("m.onnx"), TinyOnnx.relu(sizes.split(",")));
    assertThatThrownBy(() -> new OnnxEngine().open(ModelSource.of(model)).newSession(1))
        .isInstanceOf(KwsException.class)
        .hasMessageStartingWith(model + ": input x has the shape [")
        .hasMessageContaining("export the model with its input's length fixed")
        .hasMessageNotContaining("\n");
  }

  @Test
  void aRateForEachClipMayBeOpen() {
    assertThat(OpenAxes.withBatchOfOne("x", new long[] {-1}, null, true)).containsExactly(1);
    assertThat(OpenAxes.withBatchOfOne("x", new long[0], null, true)).isEmpty();
    assertThatThrownBy(() -> OpenAxes.withBatchOfOne("x", new long[] {-1, -1}, null, true))
        .hasMessageContaining("shape [?, ?] with an open axis 1");
  }
}
