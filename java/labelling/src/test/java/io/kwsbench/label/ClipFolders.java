package io.kwsbench.label;

import io.kwsbench.Material;
import io.kwsbench.audio.Clip;
import io.kwsbench.audio.SampleScale;
import io.kwsbench.audio.WavWriter;
import io.kwsbench.engine.Engine;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.LinearClassifier;
import io.kwsbench.tensorflow.TensorFlowEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** Folders of clips, and small models for them. */
final class ClipFolders {
  static final int SAMPLES = 32;
  static final PredictListener SILENT =
      new PredictListener() {
        @Override
        public void done(int clips) {}

        @Override
        public void problem(String line) {}

        @Override
        public boolean stopped() {
          return false;
        }
      };

  private ClipFolders() {}

  /** Links to the clips whose results a material's {@code submission} holds. */
  static Path submission(Material material, Path folder) throws IOException {
    Path clips = Files.createDirectory(folder.resolve("clips"));
    List<String> lines = Files.readAllLines(material.original("submission/test_clips.csv"));
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",");
      Path clip = material.path(cells[1]).toAbsolutePath().normalize();
      Files.createSymbolicLink(clips.resolve(cells[0]), clip);
    }
    return clips;
  }

  /** A folder of {@code count} short clips of noise. */
  static Path noise(Path folder, int count) throws IOException {
    Path clips = Files.createDirectory(folder.resolve("noise"));
    Random random = new Random(7);
    for (int i = 0; i < count; i++) {
      short[] pcm = new short[SAMPLES];
      for (int s = 0; s < SAMPLES; s++) {
        pcm[s] = (short) random.nextInt(1 << 16);
      }
      WavWriter.write(
          clips.resolve(String.format("clip_%05d.wav", i)), Clip.ofPcm16(16_000, 1, pcm));
    }
    return clips;
  }

  /** softmax(clip × weights) over twelve classes. */
  static FrozenGraph tinyGraph() {
    return LinearClassifier.graph(SAMPLES, 1);
  }

  static ClipModel tinyModel() {
    return new ClipModel(engine(), tinyGraph());
  }

  static Engine engine() {
    return new TensorFlowEngine();
  }

  /** Every engine that this machine has. */
  static Stream<Engine> engines() {
    return ServiceLoader.load(Engine.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(Engine::isAvailable);
  }

  static PredictOptions options(List<TtaView> folds) {
    return new PredictOptions(folds, null, SampleScale.DECODE_WAV, 2);
  }
}
