package io.kwsbench.peers;

import io.kwsbench.engine.Engine;
import io.kwsbench.engine.ModelSource;
import io.kwsbench.engine.SessionContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class OnnxSessionContractTest extends SessionContract {
  @TempDir Path folder;

  @Override
  protected Engine engine() {
    return new OnnxEngine();
  }

  @Override
  protected ModelSource source() {
    try {
      return ModelSource.of(Files.write(folder.resolve("relu.onnx"), TinyOnnx.relu("1", "20000")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
