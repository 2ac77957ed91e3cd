package io.kwsbench.natives;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The features of a 32-bit ARM processor, from the kernel. The engine's library is compiled for
 * NEON and fused multiply-add throughout, so a processor without them is refused before it is
 * loaded.
 *
 * <p>Source: the auxiliary vector ({@code getauxval(3)}) and the kernel's {@code
 * arch/arm/include/uapi/asm/hwcap.h}.
 *
 * @param hwcap the bits of {@code AT_HWCAP}; 0 when they could not be read
 */
record ArmFeatures(long hwcap) {
  private static final int AT_NULL = 0;
  private static final int AT_HWCAP = 16;
  private static final long NEON = 1L << 12;
  private static final long VFPV4 = 1L << 16;

  static ArmFeatures ofThisProcess() {
    return read(Path.of("/proc/self/auxv"));
  }

  /** From pairs of 32-bit words, as the kernel gave them to the process. */
  static ArmFeatures read(Path auxv) {
    try {
      ByteBuffer words = ByteBuffer.wrap(Files.readAllBytes(auxv)).order(ByteOrder.nativeOrder());
      while (words.remaining() >= 2 * Integer.BYTES) {
        int type = words.getInt();
        long value = Integer.toUnsignedLong(words.getInt());
        if (type == AT_HWCAP) {
          return new ArmFeatures(value);
        }
        if (type == AT_NULL) {
          break;
        }
      }
    } catch (IOException e) {
      return new ArmFeatures(0);
    }
    return new ArmFeatures(0);
  }

  /**
   * The reason why the engine cannot run here, in one line. A system that tells nothing gets a try.
   */
  Optional<String> refusal() {
    List<String> missing = new ArrayList<>();
    if ((hwcap & NEON) == 0) {
      missing.add("NEON");
    }
    if ((hwcap & VFPV4) == 0) {
      missing.add("VFPv4");
    }
    return hwcap == 0 || missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "the native engine needs a processor with NEON and VFPv4 (Cortex-A7, Raspberry Pi 2, or"
                + " later); this one lacks "
                + String.join(" and ", missing));
  }
}
