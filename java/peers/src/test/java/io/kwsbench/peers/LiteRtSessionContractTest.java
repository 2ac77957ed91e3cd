package io.kwsbench.peers;

import io.kwsbench.SharedMaterial;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.engine.SessionContract;

class LiteRtSessionContractTest extends SessionContract {
  @Override
  protected EngineSession open() {
    return new LiteRtEngine().open(SharedMaterial.require("keras/pi195/pi195_f32.tflite"), 1);
  }
}
