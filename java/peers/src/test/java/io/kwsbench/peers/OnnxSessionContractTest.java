package io.kwsbench.peers;

import io.kwsbench.engine.EngineSession;
import io.kwsbench.engine.SessionContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class OnnxSessionContractTest extends SessionContract {
  @TempDir Path folder;
  private Path model;

  @BeforeEach
  void write() throws IOException {
    model = Files.write(folder.resolve("relu.onnx"), TinyOnnx.relu("1", "20000"));
  }

  @Override
  protected EngineSession open() {
    return new OnnxEngine().open(model, 1);
  }
}
