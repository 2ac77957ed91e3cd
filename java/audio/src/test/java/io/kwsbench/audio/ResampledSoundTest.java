package io.kwsbench.audio;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.FixtureScript;
import io.kwsbench.Material;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The bits of resampled sound against {@code checks/resampled_sound.py}, which computes them in
 * Python. The C++ resampler is tested on the same file.
 */
class ResampledSoundTest {
  private static final int FRAMES = 1500;

  /** FNV-1a over little-endian floats. */
  private static final class Checksum implements StreamingResampler.Sink {
    private long value = 0xcbf29ce484222325L;
    private int count;

    @Override
    public void accept(float[] samples, int offset, int length) {
      for (int i = 0; i < length; i++) {
        int bits = Float.floatToRawIntBits(samples[offset + i]);
        for (int shift = 0; shift < 32; shift += 8) {
          value = (value ^ (bits >>> shift & 0xff)) * 0x100000001b3L;
        }
      }
      count += length;
    }
  }

  private static short[] noise() {
    long state = 7;
    short[] samples = new short[FRAMES];
    for (int i = 0; i < FRAMES; i++) {
      state = state * 6364136223846793005L + 1442695040888963407L;
      samples[i] = (short) ((state >>> 48) - 32768);
    }
    return samples;
  }

  private static List<String> recorded() throws IOException {
    return Files.readAllLines(Material.fixture("stream/resampled.txt"));
  }

  @Test
  void theBitsAreThoseOfTheFormulaInPython() throws IOException {
    List<String> recorded = recorded();
    List<String> made = new ArrayList<>();
    for (String line : recorded) {
      int from = Integer.parseInt(line.split(" ")[0]);
      int to = Integer.parseInt(line.split(" ")[1]);
      Checksum checksum = new Checksum();
      StreamingResampler resampler = new StreamingResampler(from, 1, to);
      resampler.accept(noise(), 0, 701, checksum);
      resampler.accept(noise(), 701, FRAMES - 701, checksum);
      resampler.finish(checksum);
      made.add(String.format("%d %d %d %016x", from, to, checksum.count, checksum.value));
    }

    assertThat(made).hasSize(11).isEqualTo(recorded);
  }

  @Test
  void theScriptStillSaysSo() throws Exception {
    assertThat(FixtureScript.lines("resampled_sound.py")).isEqualTo(recorded());
  }
}
