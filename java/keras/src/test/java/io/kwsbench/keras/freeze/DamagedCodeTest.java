package io.kwsbench.keras.freeze;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.KwsException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

/** Lambda bodies that are damaged or odd: a graph or one line that names the layer. */
class DamagedCodeTest {
  /** {@code lambda x: K.expand_dims(x, 1)} of Python 3.6. */
  private static final String CODE =
      "4wEAAAAAAAAAAQAAAAMAAABTAAAAcwwAAAB0AGoBfABkAYMCUwApAk7pAQAAACkC2gFL2gtleHBhbmRfZGltcykB2gF4"
          + "qQByBQAAAPoIbW9kZWwucHnaCDxsYW1iZGE+JwAAAPMAAAAA";

  private static void freeze(byte[] code) {
    String text = Base64.getEncoder().encodeToString(code);
    try {
      ModelJson.frames()
          .layer("Lambda", "body", "\"function\": [\"" + text + "\", null, null]")
          .freeze(FreezeOptions.DEFAULT.withSoftmax(SoftmaxChoice.NONE));
    } catch (KwsException e) {
      assertThat(e.getMessage())
          .startsWith("test.hdf5: layer 'body' (Lambda): ")
          .doesNotContain("\n");
    }
  }

  @Property(tries = 500)
  void oneByteChanged(@ForAll @IntRange(min = 0, max = 120) int at, @ForAll byte value) {
    byte[] code = Base64.getDecoder().decode(CODE);
    code[at % code.length] = value;
    freeze(code);
  }

  @Property(tries = 150)
  void cutOff(@ForAll @IntRange(min = 1, max = 120) int length) {
    byte[] code = Base64.getDecoder().decode(CODE);
    freeze(Arrays.copyOf(code, Math.min(length, code.length)));
  }

  @Property(tries = 100)
  void unknownFunctionsAreNamed(@ForAll @AlphaChars @StringLength(min = 9, max = 20) String name) {
    try {
      ModelJson.frames()
          .layer("Lambda", "body", "\"function\": null")
          .freeze(FreezeOptions.DEFAULT.withLambdas(Map.of("body", "K." + name + "(x)")));
      throw new AssertionError("K." + name + " was taken");
    } catch (KwsException e) {
      assertThat(e.getMessage()).contains("layer 'body'").contains("K." + name);
    }
  }
}
