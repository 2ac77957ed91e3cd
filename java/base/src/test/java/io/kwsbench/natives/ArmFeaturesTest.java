package io.kwsbench.natives;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArmFeaturesTest {
  private static final int NEON = 1 << 12;
  private static final int VFPV3 = 1 << 13;
  private static final int VFPV4 = 1 << 16;

  @TempDir private Path folder;

  @Test
  void aCortexA7IsGoodEnough() throws IOException {
    assertThat(auxv(6, 4096, 16, NEON | VFPV3 | VFPV4, 0, 0).refusal()).isEmpty();
  }

  @Test
  void aProcessorWithoutFusedMultiplyAddIsRefusedInOneLine() throws IOException {
    assertThat(auxv(16, NEON | VFPV3, 0, 0).refusal().orElseThrow())
        .contains("Raspberry Pi 2", "lacks VFPv4")
        .doesNotContain("\n");
  }

  @Test
  void aPiOneLacksBoth() throws IOException {
    assertThat(auxv(16, 1 << 6, 0, 0).refusal().orElseThrow()).endsWith("lacks NEON and VFPv4");
  }

  @Test
  void wordsAfterTheEndAreNotRead() throws IOException {
    assertThat(auxv(0, 0, 16, VFPV3).hwcap()).isZero();
  }

  @Test
  void aSystemThatTellsNothingGetsATry() {
    assertThat(ArmFeatures.read(folder.resolve("absent")).refusal()).isEmpty();
  }

  private ArmFeatures auxv(int... words) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(words.length * Integer.BYTES).order(ByteOrder.nativeOrder());
    bytes.asIntBuffer().put(words);
    return ArmFeatures.read(Files.write(folder.resolve("auxv"), bytes.array()));
  }
}
