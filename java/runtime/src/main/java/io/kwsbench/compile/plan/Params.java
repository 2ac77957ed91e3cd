package io.kwsbench.compile.plan;

import io.kwsbench.compile.ir.Fn;
import io.kwsbench.compile.ir.Win;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Builds a kernel's parameter struct: 4-byte members one after the other, little-endian. */
final class Params {
  private static final int MAX_BYTES = 1024;

  private final ByteBuffer bytes = ByteBuffer.allocate(MAX_BYTES).order(ByteOrder.LITTLE_ENDIAN);

  static Params of(int... values) {
    return new Params().ints(values);
  }

  Params ints(int... values) {
    for (int value : values) {
      bytes.putInt(value);
    }
    return this;
  }

  /** An array of {@code length}, the rest zero. */
  Params array(int length, int... values) {
    ints(values);
    return ints(new int[length - values.length]);
  }

  Params floats(float... values) {
    for (float value : values) {
      bytes.putFloat(value);
    }
    return this;
  }

  Params flag(boolean value) {
    return ints(value ? 1 : 0);
  }

  /** A {@code kws_epilogue}. */
  Params epilogue(Fn fn) {
    return ints(fn.kind().ordinal()).floats(fn.alpha(), fn.beta());
  }

  /** A {@code kws_window}; along a line if it is one, which is what kernels run fastest on. */
  Params window(Win window) {
    Win w = window.alongWidth();
    return ints(
        w.batch(),
        w.inH(),
        w.inW(),
        w.outH(),
        w.outW(),
        w.kernelH(),
        w.kernelW(),
        w.strideH(),
        w.strideW(),
        w.dilationH(),
        w.dilationW(),
        w.padTop(),
        w.padLeft());
  }

  byte[] toBytes() {
    byte[] copy = new byte[bytes.position()];
    bytes.get(0, copy);
    return copy;
  }
}
