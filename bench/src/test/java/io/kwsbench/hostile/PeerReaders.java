package io.kwsbench.hostile;

import io.kwsbench.SharedMaterial;
import io.kwsbench.engine.Engines;
import io.kwsbench.engine.ModelFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The readers of other runtimes' models, where the optional engines are there. */
final class PeerReaders {
  private static final List<String> ONNX =
      List.of("models/onnx/ds_cnn.onnx", "models/onnx/crnn_gru.onnx", "models/onnx/bcresnet.onnx");
  private static final List<String> TFLITE =
      List.of(
          "graphs/arm-kws/peers/DS_CNN_S.tflite",
          "models/mlperf-tiny/kws_ref_model.tflite",
          "models/keras/tfk_attention.dynamic.tflite");
  private static final Map<ModelFormat, List<String>> MODELS =
      Map.of(ModelFormat.ONNX, ONNX, ModelFormat.TFLITE, TFLITE);
  private static final int HEAD_BYTES = 4000;

  private PeerReaders() {}

  static List<Reader> all(Path work, Sound sound) throws IOException {
    List<Reader> readers = new ArrayList<>();
    for (ModelFormat format : MODELS.keySet()) {
      String extension = format.extension();
      List<byte[]> sounds = sound.with(List.of(), List.of("later/tf_keras-dscnn" + extension));
      for (String shared : MODELS.get(format)) {
        if (SharedMaterial.has(shared)) {
          sounds.add(Files.readAllBytes(SharedMaterial.require(shared)));
        }
      }
      Engines engines = Engines.installed();
      boolean here =
          engines.names(format).stream().anyMatch(e -> engines.find(e).orElseThrow().isAvailable());
      if (here) {
        Path file = work.resolve("in" + extension);
        List<List<String>> commands =
            List.of(List.of("compare", "--zeros", "--max_time", "0.001", file.toString()));
        String name = extension.substring(1);
        Mutation head = (s, r) -> Mutation.bytes(s, 0, HEAD_BYTES, r);
        Mutation tail = (s, r) -> Mutation.bytes(s, s.length - HEAD_BYTES, s.length, r);
        readers.add(reader(name + "-bytes", file, sounds, Mutation::bytes, commands));
        readers.add(reader(name + "-head", file, sounds, head, commands));
        readers.add(reader(name + "-tail", file, sounds, tail, commands));
      }
    }
    return readers;
  }

  private static Reader reader(
      String name, Path file, List<byte[]> sounds, Mutation mutation, List<List<String>> commands) {
    return new Reader(name, file, sounds, mutation, commands, () -> {});
  }
}
