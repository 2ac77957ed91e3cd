package io.kwsbench.keras.freeze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.Material;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A damaged or hostile archive is refused in one line, or read as what it says now. */
class DamagedKerasTest {
  private static final int ROUNDS = 100;
  private static final String NAME = "m.keras";

  static List<Path> models() throws IOException {
    try (Stream<Path> files = Files.list(Material.fixture("keras3"))) {
      return files.filter(file -> file.toString().endsWith(".keras")).sorted().toList();
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
    assertThat(refused).isPositive();
  }

  @ParameterizedTest
  @MethodSource("models")
  void cutOff(Path model) throws IOException {
    byte[] whole = Files.readAllBytes(model);
    // the archive's own table of contents, at the end, is not read
    for (int length = 0; length < whole.length / 2; length += 997) {
      assertThat(refuses(Arrays.copyOf(whole, length))).isTrue();
    }
  }

  @Test
  void unpacksNoBomb() throws IOException {
    byte[] bomb = new byte[64 << 20];
    for (String entry : List.of("config.json", "model.weights.h5", "other")) {
      byte[] archive = archive(Map.of(entry, bomb));
      assertThatThrownBy(() -> KerasReader.archive(archive, NAME))
          .isInstanceOf(KwsException.class)
          .hasMessageStartingWith(NAME + ": ")
          .hasMessageContaining("unpack");
    }
  }

  @Test
  void namesTheMissingEntry() throws IOException {
    byte[] archive = archive(Map.of("../config.json", text("{}")));
    assertThatThrownBy(() -> KerasReader.archive(archive, NAME))
        .hasMessage(NAME + ": the archive has no config.json: not a model that Keras saved");
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] archive(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    return bytes.toByteArray();
  }

  private static boolean refuses(byte[] bytes) {
    try {
      KerasReader.archive(bytes, NAME);
      return false;
    } catch (KwsException e) {
      assertThat(e.getMessage()).startsWith(NAME + ": ").doesNotContain("\n");
      return true;
    }
  }
}
