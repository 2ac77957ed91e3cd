package example;

import io.kwsbench.audio.FittedClip;
import io.kwsbench.spotter.Spotter;
import io.kwsbench.spotter.SpotterSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Prints the likeliest class of a clip: {@code Spot [MODEL CLIP.wav]}, else of its own clip. */
public final class Spot {
  private Spot() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createTempDirectory("spot");
    try {
      boolean own = arguments.length != 2;
      Path model = own ? resource("keras2/raw.pb", folder) : Path.of(arguments[0]);
      Path clip =
          own ? resource("clips/low/0a1b2c3d_nohash_0.wav", folder) : Path.of(arguments[1]);
      System.out.println(spot(model, clip));
    } finally {
      deleteAll(folder);
    }
  }

  private static String spot(Path model, Path wav) {
    try (Spotter spotter = Spotter.load(model);
        SpotterSession session = spotter.newSession()) {
      float[] clip =
          FittedClip.read(wav, spotter.sampleRate(), spotter.samples(), 1).clip().samples();
      float[] probabilities = new float[spotter.classes()];
      int best = session.run(clip, probabilities);
      String name = spotter.labels().isEmpty() ? "class " + best : spotter.labels().get(best);
      return String.format(Locale.ROOT, "%s %.4f", name, probabilities[best]);
    }
  }

  /** A model has to be a file: its weights stay where the file is mapped. */
  private static Path resource(String name, Path folder) throws IOException {
    Path file = folder.resolve(Path.of(name).getFileName());
    try (InputStream in = Spot.class.getResourceAsStream("/" + name)) {
      Files.copy(in, file);
    }
    return file;
  }

  private static void deleteAll(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
