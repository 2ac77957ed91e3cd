package io.kwsbench.formats.tflite;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.Campaign;
import io.kwsbench.Damage;
import io.kwsbench.Material;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A damaged model is refused in one line, or read as what it says now. */
@Tag(Campaign.TAG)
class DamagedTfliteTest {
  private static final int ROUNDS = Campaign.tries(40, 200);
  private static final String SOURCE = "m.tflite";

  static List<Path> models() {
    return Material.matching(Material.fixture("tflite"), ".*\\.tflite");
  }

  @ParameterizedTest
  @MethodSource("models")
  void changedBytes(Path model) throws IOException {
    byte[] whole = Files.readAllBytes(model);
    long refused = Damage.changed(whole, ROUNDS).filter(DamagedTfliteTest::refuses).count();
    assertThat(refused).isBetween(1L, ROUNDS - 1L);
  }

  @ParameterizedTest
  @MethodSource("models")
  void cutOff(Path model) throws IOException {
    byte[] whole = Files.readAllBytes(model);
    assertThat(Damage.cutOff(whole, whole.length, 31)).allMatch(DamagedTfliteTest::refuses);
  }

  private static boolean refuses(byte[] bytes) {
    return Damage.refuses(SOURCE + ": ", () -> TfliteReader.read(bytes, SOURCE));
  }
}
