package io.kwsbench.formats.tflite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.Material;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A damaged model is refused in one line, or read as what it says now. */
class DamagedTfliteTest {
  private static final int ROUNDS = 200;

  static List<Path> models() throws IOException {
    try (Stream<Path> files = Files.list(Material.fixture("tflite"))) {
      return files.filter(file -> file.toString().endsWith(".tflite")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void changedBytes(Path model) throws IOException {
    byte[] whole = Files.readAllBytes(model);
    Random random = new Random(whole.length);
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] changed = whole.clone();
      for (int i = 0; i <= random.nextInt(4); i++) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      refused += refuses(changed) ? 1 : 0;
    }
    assertThat(refused).isBetween(1, ROUNDS - 1);
  }

  @ParameterizedTest
  @MethodSource("models")
  void cutOff(Path model) throws IOException {
    byte[] whole = Files.readAllBytes(model);
    for (int length = 0; length < whole.length; length += 31) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> TfliteReader.read(part, "m.tflite"))
          .isInstanceOf(KwsException.class)
          .hasMessageStartingWith("m.tflite: ")
          .hasMessageNotContaining("\n");
    }
  }

  private static boolean refuses(byte[] bytes) {
    try {
      TfliteReader.read(bytes, "m.tflite");
      return false;
    } catch (KwsException e) {
      assertThat(e.getMessage()).startsWith("m.tflite: ");
      return true;
    }
  }
}
