package io.kwsbench.synthesis;

import io.kwsbench.audio.Clip;
import io.kwsbench.audio.WavWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Programs that take the flags of real synthesizers and play a tone. */
final class FakeSynthesizers {
  private FakeSynthesizers() {}

  /** Writes flite with three voices: low and high play tones, broken fails. */
  static Path in(Path folder) throws IOException {
    Path low = tone(folder, 200, 0.4);
    Path high = tone(folder, 900, 1.5);
    program(
        folder.resolve("flite"),
        """
        if [ "$1" = -lv ]; then echo "Voices available: low high broken awb_time "; exit; fi
        voice=$2
        while [ $# -gt 1 ]; do [ "$1" = -o ] && out=$2; shift; done
        case $voice in
          low) cp '%s' "$out" ;;
          high) cp '%s' "$out" ;;
          *) echo 'no such voice data' >&2; exit 7 ;;
        esac
        """
            .formatted(low, high));
    return folder;
  }

  private static Path tone(Path folder, double hertz, double seconds) {
    float[] samples = new float[(int) (16_000 * seconds)];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (0.3 * Math.sin(2 * Math.PI * hertz * i / 16_000));
    }
    Path file = folder.resolve(hertz + ".wav");
    WavWriter.write(file, Clip.ofFloats(16_000, 1, samples));
    return file;
  }

  private static void program(Path file, String script) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
