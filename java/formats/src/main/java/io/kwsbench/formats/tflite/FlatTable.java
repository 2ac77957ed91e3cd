package io.kwsbench.formats.tflite;

import com.google.flatbuffers.Table;
import io.kwsbench.KwsException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A table of a FlatBuffer whose fields are known by number alone.
 *
 * <p>Reading by number needs no generated classes. Field numbers: <a
 * href="https://github.com/tensorflow/tensorflow/blob/master/tensorflow/compiler/mlir/lite/schema/schema.fbs">schema.fbs</a>.
 * Offsets come from the file: each is checked before it is followed, and only forward, so that no
 * table contains itself.
 */
final class FlatTable extends Table {
  private final Reads reads;

  private FlatTable(ByteBuffer bytes, int at, Reads reads) {
    this.reads = reads;
    reads.spend(16);
    if (at < 4 || at > bytes.limit() - 4) {
      throw damaged();
    }
    // the library trusts the vtable's place and size
    long vtable = (long) at - bytes.getInt(at);
    if (vtable < 0 || vtable > bytes.limit() - 4) {
      throw damaged();
    }
    int size = bytes.getShort((int) vtable) & 0xffff;
    if (size < 4 || vtable + size > bytes.limit()) {
      throw damaged();
    }
    __reset(at, bytes);
  }

  private static KwsException damaged() {
    return new KwsException("damaged: an offset leads out of the file");
  }

  /** The outermost table of a file. */
  static FlatTable root(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    if (file.length < 8) {
      throw damaged();
    }
    return new FlatTable(bytes, bytes.getInt(0), new Reads(file.length));
  }

  /** The whole file, for data that lie beside the tables. */
  ByteBuffer file() {
    return bb.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The place of a field's value of {@code bytes}; 0 where the field is absent. */
  private int at(int field, int bytes) {
    int offset = __offset(4 + 2 * field);
    if (offset == 0) {
      return 0;
    }
    int at = bb_pos + offset;
    if (at < 0 || at > bb.limit() - bytes) {
      throw damaged();
    }
    return at;
  }

  int integer(int field, int absent) {
    int at = at(field, 4);
    return at == 0 ? absent : bb.getInt(at);
  }

  long number(int field, long absent) {
    int at = at(field, 8);
    return at == 0 ? absent : bb.getLong(at);
  }

  int octet(int field) {
    int at = at(field, 1);
    return at == 0 ? 0 : bb.get(at);
  }

  boolean flag(int field) {
    return octet(field) != 0;
  }

  float real(int field) {
    int at = at(field, 4);
    return at == 0 ? 0 : bb.getFloat(at);
  }

  /** The target of a reference, which leads only forward. */
  private int follow(int at) {
    long target = at + (bb.getInt(at) & 0xffffffffL);
    if (target <= at || target > bb.limit() - 4) {
      throw damaged();
    }
    return (int) target;
  }

  /** A vector whose elements are about to be copied. */
  private Optional<ByteBuffer> copied(int field, int elementBytes) {
    Optional<ByteBuffer> vector = vector(field, elementBytes);
    vector.ifPresent(items -> reads.spend(items.limit()));
    return vector;
  }

  /** A vector's elements, after its count has been found to fit; empty where it is absent. */
  private Optional<ByteBuffer> vector(int field, int elementBytes) {
    int at = at(field, 4);
    if (at == 0) {
      return Optional.empty();
    }
    int start = follow(at);
    long count = bb.getInt(start) & 0xffffffffL;
    if (count * elementBytes > bb.limit() - start - 4L) {
      throw damaged();
    }
    ByteBuffer items = bb.duplicate();
    items.position(start + 4).limit((int) (start + 4 + count * elementBytes));
    return Optional.of(items.slice().order(ByteOrder.LITTLE_ENDIAN));
  }

  /** The budget of reads that the file has left. */
  Reads reads() {
    return reads;
  }

  boolean has(int field) {
    return __offset(4 + 2 * field) != 0;
  }

  /** A text; empty where the field is absent. */
  String text(int field) {
    return copied(field, 1).map(b -> StandardCharsets.UTF_8.decode(b).toString()).orElse("");
  }

  /** Bytes; none where the field is absent. */
  ByteBuffer bytes(int field) {
    return vector(field, 1).orElse(ByteBuffer.allocate(0).order(ByteOrder.LITTLE_ENDIAN));
  }

  /** A list of integers; none where the field is absent. */
  int[] integers(int field) {
    ByteBuffer items = copied(field, 4).orElse(ByteBuffer.allocate(0));
    int[] all = new int[items.remaining() / 4];
    items.asIntBuffer().get(all);
    return all;
  }

  float[] reals(int field) {
    ByteBuffer items = copied(field, 4).orElse(ByteBuffer.allocate(0));
    float[] all = new float[items.remaining() / 4];
    items.asFloatBuffer().get(all);
    return all;
  }

  long[] numbers(int field) {
    ByteBuffer items = copied(field, 8).orElse(ByteBuffer.allocate(0));
    long[] all = new long[items.remaining() / 8];
    items.asLongBuffer().get(all);
    return all;
  }

  Optional<FlatTable> table(int field) {
    int at = at(field, 4);
    return at == 0 ? Optional.empty() : Optional.of(new FlatTable(bb, follow(at), reads));
  }

  /** A list of tables; none where the field is absent. */
  List<FlatTable> tables(int field) {
    int at = at(field, 4);
    List<FlatTable> all = new ArrayList<>();
    if (at != 0) {
      int count = copied(field, 4).orElseThrow().remaining() / 4;
      int first = follow(at) + 4;
      for (int i = 0; i < count; i++) {
        all.add(new FlatTable(bb, follow(first + 4 * i), reads));
      }
    }
    return all;
  }
}
