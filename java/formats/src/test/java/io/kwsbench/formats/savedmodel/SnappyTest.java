package io.kwsbench.formats.savedmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Blocks as the format's description spells them. */
class SnappyTest {
  @Test
  void copiesOverlap() {
    // a literal "xy", then a copy of nine bytes from two before
    byte[] packed = {11, 1 << 2, 'x', 'y', 1 | 5 << 2, 2};
    assertThat(unpack(packed, 100)).isEqualTo("xyxyxyxyxyx");
  }

  @Test
  void literalsHaveLongLengths() {
    byte[] packed = new byte[3 + 100];
    packed[0] = 100;
    packed[1] = (byte) (60 << 2);
    packed[2] = 99;
    java.util.Arrays.fill(packed, 3, packed.length, (byte) 'a');
    assertThat(unpack(packed, 100)).isEqualTo("a".repeat(100));
  }

  @Test
  void refusesWhatIsLargerOrCutOff() {
    byte[] packed = {11, 1 << 2, 'x', 'y', 1 | 5 << 2, 2};
    assertThatThrownBy(() -> unpack(packed, 10)).isInstanceOf(KwsException.class);
    for (int length = 0; length < packed.length; length++) {
      byte[] part = java.util.Arrays.copyOf(packed, length);
      assertThatThrownBy(() -> unpack(part, 100)).isInstanceOf(KwsException.class);
    }
    byte[] before = {4, 1 | 0 << 2, 9};
    assertThatThrownBy(() -> unpack(before, 100)).isInstanceOf(KwsException.class);
  }

  private static String unpack(byte[] packed, int limit) {
    ByteBuffer bytes = Snappy.unpack(ByteBuffer.wrap(packed), limit);
    return StandardCharsets.US_ASCII.decode(bytes).toString();
  }
}
