package io.kwsbench.compile.emit;

import io.kwsbench.KwsException;
import io.kwsbench.graph.Literal;
import io.kwsbench.nativelib.KwsNative;
import io.kwsbench.plan.Encoding;
import io.kwsbench.plan.Operand;
import io.kwsbench.program.Tensor;
import io.kwsbench.tensor.DType;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Packs constants one after the other, aligned; what is equal is stored once. */
final class ConstantPool {
  private static final int PANEL = KwsNative.KWS_PANEL;
  private static final int QUAD = 4;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Map<Content, Operand> stored = new HashMap<>();

  /**
   * Bytes that have been stored.
   *
   * @param hash of some of them, spread evenly: weights are large
   */
  private record Content(byte[] bytes, int hash) {
    private static final int MAX_HASHED = 4096;

    static Content of(byte[] bytes) {
      int step = bytes.length / MAX_HASHED + 1;
      int hash = bytes.length;
      for (int i = 0; i < bytes.length; i += step) {
        hash = 31 * hash + bytes[i];
      }
      return new Content(bytes, hash);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Content that && hash == that.hash && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  /** A tensor's elements, row-major. */
  Operand tensor(Tensor tensor) {
    return add(encode(tensor.value().orElseThrow()));
  }

  /** A {@code [k][n]} matrix as panels of 16 columns, zeros past n. */
  Operand panels(float[] matrix, int k, int n) {
    int panels = (n + PANEL - 1) / PANEL;
    float[] packed = new float[panels * k * PANEL];
    for (int row = 0; row < k; row++) {
      for (int col = 0; col < n; col++) {
        packed[col / PANEL * k * PANEL + row * PANEL + col % PANEL] = matrix[row * n + col];
      }
    }
    return floats(packed);
  }

  /**
   * The same of fewer bits; the scales of 8 follow the panels, ones past n. Of bfloat16 by pairs
   * two steps of k lie side by side, zeros past k.
   */
  Operand panels(RoundedWeights matrix, int k, int n) {
    short[] levels = matrix.levels();
    float[] scales = matrix.scales();
    boolean eight = matrix.encoding() == Encoding.WEIGHTS_8;
    int together = matrix.encoding() == Encoding.BF16 ? 2 : 1;
    int steps = (k + together - 1) / together;
    int columns = padded(n);
    int panels = steps * together * columns * (eight ? Byte.BYTES : Short.BYTES);
    ByteBuffer to =
        ByteBuffer.allocate(panels + (eight ? Float.BYTES * columns : 0))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < levels.length; i++) {
      int row = i / n;
      int column = i % n;
      int step = (column / PANEL * steps + row / together) * PANEL + column % PANEL;
      int place = step * together + row % together;
      if (eight) {
        to.put(place, (byte) levels[i]);
      } else {
        to.putShort(Short.BYTES * place, levels[i]);
      }
    }
    for (int c = 0; eight && c < columns; c++) {
      to.putFloat(panels + Float.BYTES * c, c < n ? scales[c] : 1);
    }
    return add(to.array()).encoded(matrix.encoding());
  }

  /**
   * A {@code [k][n]} matrix of bytes as panels of 16 columns, of which four steps of k lie side.
   */
  Operand quads(long[] matrix, int k, int n) {
    int quads = (k + QUAD - 1) / QUAD;
    byte[] packed = new byte[quads * QUAD * padded(n)];
    for (int i = 0; i < matrix.length; i++) {
      int row = i / n;
      int column = i % n;
      int step = (column / PANEL * quads + row / QUAD) * QUAD * PANEL;
      packed[step + column % PANEL * QUAD + row % QUAD] = (byte) matrix[i];
    }
    return add(packed);
  }

  /** A {@code [taps][n]} matrix of bytes: two taps side by side, zeros up to whole panels. */
  Operand pairs(long[] matrix, int taps, int n) {
    byte[] packed = new byte[(taps + 1) / 2 * 2 * padded(n)];
    for (int i = 0; i < matrix.length; i++) {
      int tap = i / n;
      packed[(tap / 2 * padded(n) + i % n) * 2 + tap % 2] = (byte) matrix[i];
    }
    return add(packed);
  }

  /** Numbers of 32 bits, zeros up to a whole panel. */
  Operand row(long[] values) {
    ByteBuffer row =
        ByteBuffer.allocate(Integer.BYTES * padded(values.length)).order(ByteOrder.LITTLE_ENDIAN);
    for (long value : values) {
      row.putInt((int) value);
    }
    return add(row.array());
  }

  private static int padded(int n) {
    return (n + PANEL - 1) / PANEL * PANEL;
  }

  /** A bias, zeros up to a whole panel. */
  Operand bias(float[] bias) {
    float[] padded = new float[(bias.length + PANEL - 1) / PANEL * PANEL];
    System.arraycopy(bias, 0, padded, 0, bias.length);
    return floats(padded);
  }

  Operand floats(float[] values) {
    ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asFloatBuffer().put(values);
    return add(buffer.array());
  }

  private Operand add(byte[] content) {
    Content key = Content.of(content);
    Operand known = stored.get(key);
    if (known != null) {
      return known;
    }
    bytes.writeBytes(new byte[Math.floorMod(-bytes.size(), KwsNative.KWS_ALIGNMENT)]);
    Operand added = new Operand(Operand.Space.CONSTANTS, bytes.size(), content.length);
    bytes.writeBytes(content);
    stored.put(key, added);
    return added;
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }

  private static byte[] encode(Literal value) {
    DType type = value.dtype();
    ByteBuffer out =
        ByteBuffer.allocate(value.size() * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < value.size(); i++) {
      switch (type) {
        case FLOAT -> out.putFloat((float) value.real(i));
        case DOUBLE -> out.putDouble(value.real(i));
        case INT32 -> out.putInt((int) value.integer(i));
        case INT64 -> out.putLong(value.integer(i));
        case INT16 -> out.putShort((short) value.integer(i));
        case UINT8, INT8, BOOL -> out.put((byte) value.integer(i));
        default -> throw new KwsException("the native engine has no " + type.label() + " tensors");
      }
    }
    return out.array();
  }
}
