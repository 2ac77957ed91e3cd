package io.kwsbench.spark;

import io.kwsbench.audio.Clip;
import io.kwsbench.audio.SampleScale;
import io.kwsbench.audio.WavWriter;
import io.kwsbench.engine.nativeengine.NativeEngine;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.LinearClassifier;
import io.kwsbench.label.ClipFolder;
import io.kwsbench.label.ClipModel;
import io.kwsbench.label.LabelSet;
import io.kwsbench.label.PredictListener;
import io.kwsbench.label.PredictOptions;
import io.kwsbench.label.Prediction;
import io.kwsbench.label.TtaView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Folders of clips, a model for them, and what a single machine makes of both. */
final class Clips {
  static final int SAMPLES = 400;

  private Clips() {}

  /** A folder of short clips of noise, the third of them no WAV file, the fifth too short. */
  static Path folder(Path parent, int count) throws IOException {
    Path clips = Files.createDirectory(parent.resolve("clips"));
    Random random = new Random(7);
    for (int i = 0; i < count; i++) {
      short[] pcm = new short[i == 4 ? SAMPLES / 2 : SAMPLES];
      for (int s = 0; s < pcm.length; s++) {
        pcm[s] = (short) random.nextInt(1 << 16);
      }
      Path file = clips.resolve(String.format("clip_%05d.wav", i));
      WavWriter.write(file, Clip.ofPcm16(16_000, 1, pcm));
    }
    Files.writeString(clips.resolve("clip_00002.wav"), "broken");
    Files.writeString(clips.resolve("notes.txt"), "no clip");
    return clips;
  }

  /** softmax(clip × weights) over twelve classes. */
  static FrozenGraph graph() {
    return LinearClassifier.graph(SAMPLES, 0.1);
  }

  /** The three files of the single machine; gives what it had to say. */
  static List<String> single(
      FrozenGraph graph, LabelSet labels, Path clips, Path slow, List<TtaView> folds, Path out) {
    List<String> problems = new ArrayList<>();
    PredictListener listener =
        new PredictListener() {
          @Override
          public void done(int count) {}

          @Override
          public void problem(String line) {
            problems.add(line);
          }

          @Override
          public boolean stopped() {
            return false;
          }
        };
    PredictOptions options = new PredictOptions(folds, slow, SampleScale.DECODE_WAV, 2);
    try (ClipModel model = new ClipModel(new NativeEngine(), graph)) {
      new Prediction(model, labels, ClipFolder.list(clips), options, out).predict(false, listener);
    }
    return problems;
  }
}
