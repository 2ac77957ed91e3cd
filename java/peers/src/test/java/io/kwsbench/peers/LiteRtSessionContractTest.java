package io.kwsbench.peers;

import io.kwsbench.SharedMaterial;
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
    return ModelSource.of(SharedMaterial.require("keras/pi195/pi195_f32.tflite"));
  }
}
