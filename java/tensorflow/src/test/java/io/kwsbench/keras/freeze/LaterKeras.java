package io.kwsbench.keras.freeze;

import io.kwsbench.keras.checkpoint.KerasCheckpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Small models that tf_keras 2.18 and Keras 3 wrote, by {@code checks/keras_later.py}. */
final class LaterKeras {
  private static final int SAMPLES = 16_000;

  private LaterKeras() {}

  /** What Keras computes of {@link #clip}, by the model's name. */
  static Map<String, float[]> outputs() {
    Map<String, float[]> outputs = new LinkedHashMap<>();
    for (String line : in("outputs.txt", LaterKeras::text).split("\n")) {
      String[] parts = line.split(" ");
      float[] numbers = new float[parts.length - 1];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = Float.parseFloat(parts[i + 1]);
      }
      outputs.put(parts[0], numbers);
    }
    return outputs;
  }

  static FrozenModel freeze(String name, FreezeOptions options) {
    return Freezer.freeze(checkpoint(name), name + ".h5", options);
  }

  static KerasCheckpoint checkpoint(String name) {
    return in(name + ".h5", KerasCheckpoint::read);
  }

  /** The clip of the script. */
  static float[] clip() {
    float[] clip = new float[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      clip[i] = (float) (0.6 * Math.sin(0.013 * i) * (i * 7919L % 1000 / 1000.0 - 0.2));
    }
    return clip;
  }

  private interface Reading<T> {
    T of(Path file);
  }

  private static <T> T in(String entry, Reading<T> reading) {
    try {
      Path archive = Path.of(LaterKeras.class.getResource("later.zip").toURI());
      try (FileSystem files = FileSystems.newFileSystem(archive)) {
        return reading.of(files.getPath(entry));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
