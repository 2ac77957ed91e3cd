package io.kwsbench.audio;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.FixtureScript;
import io.kwsbench.Material;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnergyGateTest {
  private static final int SECONDS = 14;

  /** The loudness of each half second, as {@code checks/energy_gate.py} has it. */
  private static double loud(int half) {
    if (half < 4 || half >= 5 && half < 10) {
      return 0.001;
    }
    if (half == 4 || half == 20) {
      return 0.3;
    }
    if (half == 19) {
      return 0.2;
    }
    return half < 25 ? 0.02 : 0;
  }

  private static float[] sound(int rate) {
    long state = 5;
    float[] samples = new float[SECONDS * rate];
    for (int i = 0; i < samples.length; i++) {
      state = state * 6364136223846793005L + 1442695040888963407L;
      samples[i] = (int) (((state >>> 48) - 32768) * loud((int) (2L * i / rate))) / 32768f;
    }
    return samples;
  }

  private static String opened(EnergyGate gate, float[] samples, int rate) {
    int hop = rate * 80 / 1000;
    StringBuilder opened = new StringBuilder();
    gate.accept(samples, 0, rate);
    for (int heard = rate; ; heard += hop) {
      opened.append(gate.isOpen(heard - rate) ? '1' : '0');
      if (heard + hop > samples.length) {
        return opened.toString();
      }
      gate.accept(samples, heard, 7);
      gate.accept(samples, heard + 7, hop - 7);
    }
  }

  private static List<String> recorded() throws IOException {
    return Files.readAllLines(Material.fixture("stream/gate.txt"));
  }

  @Test
  void itOpensWhereTheGateInPythonDoes() throws IOException {
    List<String> recorded = recorded();
    List<String> found = new ArrayList<>();
    for (String line : recorded) {
      int rate = Integer.parseInt(line.split(" ")[0]);
      EnergyGate gate = new EnergyGate(rate);
      found.add(rate + " " + opened(gate, sound(rate), rate));
      gate.reset();
      assertThat(rate + " " + opened(gate, sound(rate), rate)).isEqualTo(line);
    }

    assertThat(found).hasSize(2).isEqualTo(recorded);
  }

  @Test
  void theScriptStillSaysSo() throws Exception {
    assertThat(FixtureScript.lines("energy_gate.py")).isEqualTo(recorded());
  }

  @Test
  void digitalSilenceClosesItAfterTheFirstSecond() {
    EnergyGate gate = new EnergyGate(16_000);
    gate.accept(new float[16_000], 0, 16_000);
    assertThat(gate.isOpen(15_999)).isTrue();
    gate.accept(new float[16_000], 0, 16_000);
    assertThat(gate.isOpen(15_999)).isTrue();
    assertThat(gate.isOpen(16_000)).isFalse();
  }

  /** The model is to say that it is no number, and the gate goes on. */
  @Test
  void whatIsNoNumberOpensTheGateAndIsForgotten() {
    EnergyGate gate = new EnergyGate(16_000);
    float[] quiet = new float[32_000];
    gate.accept(quiet, 0, quiet.length);
    gate.accept(new float[] {Float.NaN}, 0, 1);
    gate.accept(quiet, 0, 15_999);
    assertThat(gate.isOpen(32_000)).isTrue();
    gate.accept(quiet, 0, 16_000);
    assertThat(gate.isOpen(48_000)).isFalse();
    float[] loud = new float[640];
    Arrays.fill(loud, 0.5f);
    gate.accept(loud, 0, loud.length);
    assertThat(gate.isOpen(64_000)).isTrue();
  }
}
