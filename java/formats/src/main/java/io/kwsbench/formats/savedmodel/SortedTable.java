package io.kwsbench.formats.savedmodel;

import com.google.protobuf.ByteString;
import io.kwsbench.KwsException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a sorted table of keys and values: LevelDB's format, in which a checkpoint's index is.
 *
 * <p>A table is a series of blocks, plain or packed, each with a checksum. The last one lists the
 * others. A key is stored without what it shares with the key before it.
 *
 * @see <a href="https://github.com/google/leveldb/blob/main/doc/table_format.md">its format</a>
 */
final class SortedTable {
  private static final int FOOTER_BYTES = 48;
  private static final long MAGIC = 0xdb4775248b80fb57L;
  private static final int TRAILER_BYTES = 5;
  private static final int PACKED = 1;
  private static final int MAX_BLOCK_BYTES = 64 << 20;
  private static final int MAX_KEY_BYTES = 64 << 20;

  private final ByteBuffer file;
  private long unpackedLeft = MAX_BLOCK_BYTES;
  private long keyBytesLeft = MAX_KEY_BYTES;

  private SortedTable(byte[] file) {
    this.file = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
  }

  private record Entry(byte[] key, ByteBuffer value) {}

  /**
   * Reads all of a table.
   *
   * @throws KwsException when the bytes are no table, or a damaged one
   */
  static Map<String, ByteString> read(byte[] file) {
    try {
      return new SortedTable(file).read();
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new KwsException("damaged: a table's block is cut off", e);
    }
  }

  private Map<String, ByteString> read() {
    int footer = file.capacity() - FOOTER_BYTES;
    if (footer < 0 || file.getLong(file.capacity() - Long.BYTES) != MAGIC) {
      throw new KwsException("not a checkpoint's index, or a truncated one");
    }
    file.position(footer);
    Varint.size(file);
    Varint.size(file);
    Map<String, ByteString> values = new LinkedHashMap<>();
    for (Entry block : entries(block(file))) {
      for (Entry entry : entries(block(block.value()))) {
        String key = new String(entry.key(), StandardCharsets.UTF_8);
        values.put(key, ByteString.copyFrom(entry.value()));
      }
    }
    return values;
  }

  /** The content of the block that a handle points to, after its checksum has been compared. */
  private ByteBuffer block(ByteBuffer handle) {
    int offset = Varint.size(handle);
    int size = Varint.size(handle);
    int end = Math.addExact(Math.addExact(offset, size), TRAILER_BYTES);
    if (end > file.capacity()) {
      throw new KwsException("damaged: a block behind its end");
    }
    if (Checksum.masked(file.slice(offset, size + 1)) != file.getInt(end - Integer.BYTES)) {
      throw new KwsException("damaged: a block does not have its checksum");
    }
    ByteBuffer content = file.slice(offset, size);
    if (file.get(offset + size) == PACKED) {
      content = Snappy.unpack(content, (int) unpackedLeft);
    }
    unpackedLeft -= content.remaining();
    if (unpackedLeft < 0) {
      throw new KwsException("damaged: its blocks are larger than a checkpoint's");
    }
    return content.order(ByteOrder.LITTLE_ENDIAN);
  }

  private List<Entry> entries(ByteBuffer block) {
    int restarts = block.getInt(block.capacity() - Integer.BYTES);
    long end = block.capacity() - Integer.BYTES - (long) restarts * Integer.BYTES;
    block.limit(Math.toIntExact(end));
    List<Entry> entries = new ArrayList<>();
    byte[] key = {};
    while (block.hasRemaining()) {
      int shared = Varint.size(block);
      int own = Varint.size(block);
      int value = Varint.size(block);
      if (shared > key.length || own > block.remaining()) {
        throw new KwsException("damaged: a key of a table is cut off");
      }
      key = Arrays.copyOf(key, shared + own);
      block.get(key, shared, own);
      keyBytesLeft -= key.length;
      if (keyBytesLeft < 0) {
        throw new KwsException("damaged: its keys are longer than a checkpoint's");
      }
      entries.add(new Entry(key, block.slice(block.position(), value)));
      block.position(block.position() + value);
    }
    return entries;
  }
}
