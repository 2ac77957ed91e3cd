package io.kwsbench.keras.freeze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.Damage;
import io.kwsbench.KwsException;
import io.kwsbench.Material;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A damaged or hostile archive is refused in one line, or read as what it says now. */
class DamagedKerasTest {
  private static final int ROUNDS = 100;
  private static final String NAME = "m.keras";

  static List<Path> models() {
    return Material.matching(Material.fixture("keras3"), ".*\\.keras");
  }

  @ParameterizedTest
  @MethodSource("models")
  void changedBytes(Path model) throws IOException {
    byte[] whole = Files.readAllBytes(model);
    assertThat(Damage.changed(whole, ROUNDS).filter(DamagedKerasTest::refuses)).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("models")
  void cutOff(Path model) throws IOException {
    byte[] whole = Files.readAllBytes(model);
    // the archive's own table of contents, at the end, is not read
    assertThat(Damage.cutOff(whole, whole.length / 2, 997)).allMatch(DamagedKerasTest::refuses);
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
    return Damage.refuses(NAME + ": ", () -> KerasReader.archive(bytes, NAME));
  }
}
