package io.kwsbench.formats.savedmodel;

import com.google.protobuf.ByteString;
import io.kwsbench.KwsException;
import io.kwsbench.formats.protobuf.Message;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * The values of variables: an index, which is a {@link SortedTable}, and files of raw data.
 *
 * <p>Field numbers: <a
 * href="https://github.com/tensorflow/tensorflow/blob/master/tensorflow/core/protobuf/tensor_bundle.proto">tensor_bundle.proto</a>.
 */
final class Checkpoint {
  private static final int BIG_ENDIAN = 1;

  private final Path prefix;
  private final Map<String, ByteString> entries;
  private final long shards;

  private Checkpoint(Path prefix, Map<String, ByteString> entries) {
    this.prefix = prefix;
    this.entries = entries;
    ByteString header = entries.get("");
    if (header == null) {
      throw new KwsException("damaged: it has no header");
    }
    Message fields = Message.parse(header);
    shards = fields.integer(1);
    if (fields.integer(2) == BIG_ENDIAN) {
      throw new KwsException("written by a big-endian machine, which is not read");
    }
  }

  /**
   * A value as it is stored.
   *
   * @param bytes row-major, little-endian
   */
  record Stored(DType type, Shape shape, ByteBuffer bytes) {}

  /**
   * Opens a checkpoint.
   *
   * @param prefix the path of its files without their endings
   * @throws KwsException when it has no index, or a damaged one; the message names the file
   */
  static Checkpoint open(Path prefix) {
    Path index = Path.of(prefix + ".index");
    byte[] bytes = FrozenGraph.bytes(index);
    try {
      return new Checkpoint(prefix, SortedTable.read(bytes));
    } catch (KwsException e) {
      throw new KwsException(index + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads a value.
   *
   * @throws KwsException when there is none of that name, or its data are missing or damaged
   */
  Stored read(String key) {
    ByteString entry = entries.get(key);
    if (entry == null) {
      throw new KwsException(prefix + ".index: has no value named " + key);
    }
    Message fields = Message.parse(entry);
    if (!fields.messages(7).isEmpty()) {
      throw new KwsException(prefix + ".index: " + key + " is stored in slices");
    }
    DType type =
        DType.find((int) fields.integer(1))
            .filter(found -> found.bytes() > 0)
            .orElseThrow(() -> new KwsException(prefix + ".index: " + key + " holds no numbers"));
    Shape shape = shape(fields, key);
    long size = fields.integer(5);
    if (shape.elements().orElse(-1) * type.bytes() != size || size > Integer.MAX_VALUE) {
      throw new KwsException(
          prefix + ".index: " + key + " has " + size + " bytes for " + type.label() + shape);
    }
    ByteBuffer bytes = data(fields.integer(3), fields.integer(4), (int) size);
    if (Checksum.masked(bytes) != fixed(fields, 6)) {
      throw new KwsException(prefix + ": the data of " + key + " do not have their checksum");
    }
    return new Stored(type, shape, bytes);
  }

  private Shape shape(Message fields, String key) {
    long[] dims =
        fields.message(2).stream()
            .flatMap(shape -> shape.messages(2).stream())
            .mapToLong(dim -> dim.integer(1))
            .toArray();
    for (long dim : dims) {
      if (dim < 0 || dim > Integer.MAX_VALUE) {
        throw new KwsException(prefix + ".index: " + key + " has a dimension of " + dim);
      }
    }
    try {
      Shape shape = Shape.of(dims);
      shape.elements();
      return shape;
    } catch (ArithmeticException | IllegalArgumentException e) {
      throw new KwsException(prefix + ".index: " + key + " has an impossible shape", e);
    }
  }

  private static int fixed(Message fields, int field) {
    var all = fields.fields().getField(field).getFixed32List();
    return all.isEmpty() ? 0 : all.get(all.size() - 1);
  }

  private ByteBuffer data(long shard, long offset, int size) {
    Path file = Path.of(String.format(Locale.ROOT, "%s.data-%05d-of-%05d", prefix, shard, shards));
    try (FileChannel channel = FileChannel.open(file)) {
      if (offset < 0 || offset > channel.size() - size) {
        throw new KwsException(file + ": truncated: it has " + channel.size() + " bytes");
      }
      ByteBuffer bytes = ByteBuffer.allocate(size);
      while (bytes.hasRemaining() && channel.read(bytes, offset + bytes.position()) >= 0) {
        continue;
      }
      return bytes.flip();
    } catch (IOException e) {
      throw Files.exists(file)
          ? KwsException.unreadable(file, e)
          : new KwsException(file + ": no such file", e);
    }
  }
}
