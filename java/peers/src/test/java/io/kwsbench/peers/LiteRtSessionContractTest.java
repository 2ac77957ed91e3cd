package io.kwsbench.peers;

import io.kwsbench.Material;
import io.kwsbench.engine.Engine;
import io.kwsbench.engine.ModelSource;
import io.kwsbench.engine.SessionContract;

class LiteRtSessionContractTest extends SessionContract {
  @Override
  protected Engine engine() {
    return new LiteRtEngine();
  }

  @Override
  protected ModelSource source() {
    return ModelSource.of(Material.fixture("later/tf_keras-dscnn.tflite"));
  }
}
