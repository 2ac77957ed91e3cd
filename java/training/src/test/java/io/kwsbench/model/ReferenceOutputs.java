package io.kwsbench.model;

import io.kwsbench.SharedMaterial;
import io.kwsbench.audio.FittedClip;
import io.kwsbench.audio.WavReader;
import io.kwsbench.corpus.Batch;
import io.kwsbench.corpus.ModelBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** Clips and the probabilities that Keras gave for them. */
final class ReferenceOutputs {
  private static final int SAMPLES = 16_000;

  private ReferenceOutputs() {}

  /** The probabilities of a file, clip by clip. */
  static float[][] probabilities(String csv) throws IOException {
    List<String> lines = Files.readAllLines(SharedMaterial.require("keras/" + csv));
    return lines.subList(1, lines.size()).stream()
        .map(ReferenceOutputs::row)
        .toArray(float[][]::new);
  }

  /** The clips of a file of probabilities. */
  static ModelBatch clips(String csv) throws IOException {
    List<String> lines = Files.readAllLines(SharedMaterial.require("keras/" + csv));
    float[] raw = new float[(lines.size() - 1) * SAMPLES];
    for (int i = 1; i < lines.size(); i++) {
      String clip = lines.get(i).substring(0, lines.get(i).indexOf(','));
      FittedClip.of(WavReader.read(SharedMaterial.require(clip)), SAMPLES, SAMPLES, 1)
          .clip()
          .copyTo(raw, (i - 1) * SAMPLES);
    }
    return ModelBatch.raw(new Batch(raw, new int[lines.size() - 1]));
  }

  private static float[] row(String line) {
    String[] cells = line.split(",");
    float[] values = new float[cells.length - 1];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.parseFloat(cells[i + 1]);
    }
    return values;
  }
}
