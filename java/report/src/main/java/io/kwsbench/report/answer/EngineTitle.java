package io.kwsbench.report.answer;

import java.util.Map;

/** Names of engines in sentences. */
public final class EngineTitle {
  private static final String NATIVE = "native";
  private static final Map<String, String> TITLES =
      Map.of("tensorflow", "TensorFlow", "onnxruntime", "ONNX Runtime", "litert", "LiteRT");

  private EngineTitle() {}

  /** The name at the beginning of a sentence. */
  public static String subject(String engine) {
    return engine.equals(NATIVE) ? "Native engine" : TITLES.getOrDefault(engine, engine);
  }

  /** The name inside a sentence. */
  public static String object(String engine) {
    return engine.equals(NATIVE) ? "the native engine" : TITLES.getOrDefault(engine, engine);
  }
}
