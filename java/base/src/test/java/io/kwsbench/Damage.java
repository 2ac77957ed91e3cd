package io.kwsbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Damaged copies of a file's bytes, the same in every run, and how a reader takes them. */
public final class Damage {
  private Damage() {}

  /** Copies in which up to four bytes have other values. */
  public static Stream<byte[]> changed(byte[] whole, int copies) {
    Random random = new Random(whole.length);
    return IntStream.range(0, copies).mapToObj(copy -> changed(whole, random));
  }

  private static byte[] changed(byte[] whole, Random random) {
    byte[] changed = whole.clone();
    for (int i = 0; i <= random.nextInt(4); i++) {
      changed[random.nextInt(changed.length)] ^= (byte) (1 + random.nextInt(255));
    }
    return changed;
  }

  /** Beginnings of less than {@code end} bytes, each {@code step} bytes longer than the last. */
  public static Stream<byte[]> cutOff(byte[] whole, int end, int step) {
    return IntStream.iterate(0, length -> length < end, length -> length + step)
        .mapToObj(length -> Arrays.copyOf(whole, length));
  }

  /**
   * Returns whether the reading is refused, which has to be in one line that starts with the
   * source; any other failure fails the test.
   */
  public static boolean refuses(String source, ThrowingCallable reading) {
    try {
      reading.call();
      return false;
    } catch (KwsException e) {
      assertThat(e.getMessage()).startsWith(source).doesNotContain("\n");
      return true;
    } catch (Throwable e) {
      throw new AssertionError("neither read nor refused: " + e, e);
    }
  }
}
