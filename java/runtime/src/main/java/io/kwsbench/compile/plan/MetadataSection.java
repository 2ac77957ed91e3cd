package io.kwsbench.compile.plan;

import io.kwsbench.KwsException;
import io.kwsbench.graph.ModelMetadata;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * The metadata of a {@code .kws} file: records that refer to its strings, and at the file's end a
 * record that says where they are. A file without metadata has neither; an engine that knows of
 * none passes over both.
 */
public final class MetadataSection {
  private static final long MAGIC = 0x314154454d53574bL; // KWSMETA1
  private static final int END = 64;
  private static final int MOST_BYTES = 1 << 20;
  private static final int MOST_STRINGS = 1 << 28;
  private static final int STRINGS_OFFSET = 80;

  private MetadataSection() {}

  /** For each name: its string, how many texts, their strings. */
  static byte[] records(ModelMetadata metadata, ToIntFunction<String> strings) {
    int words = metadata.entries().values().stream().mapToInt(texts -> 2 + texts.size()).sum();
    ByteBuffer records = ByteBuffer.allocate(4 * words).order(ByteOrder.LITTLE_ENDIAN);
    metadata
        .entries()
        .forEach(
            (name, texts) -> {
              records.putInt(strings.applyAsInt(name)).putInt(texts.size());
              texts.forEach(text -> records.putInt(strings.applyAsInt(text)));
            });
    return records.array();
  }

  /** What the records and the end record take, a multiple of 64; 0 for no records. */
  static int bytes(byte[] records) {
    return records.length == 0 ? 0 : (records.length + END - 1) / END * END + END;
  }

  /** Puts both at the end of a file, the records from {@code at} on. */
  static void put(byte[] records, ByteBuffer file, int at) {
    if (records.length > 0) {
      file.put(at, records);
      int end = file.capacity() - END;
      file.putLong(end, MAGIC).putLong(end + 8, at).putLong(end + 16, records.length);
    }
  }

  /** Reads it from a whole file. */
  static ModelMetadata read(ByteBuffer file, ByteBuffer strings) {
    ByteBuffer end = file.slice(file.capacity() - END, END).order(ByteOrder.LITTLE_ENDIAN);
    if (end.getLong(0) != MAGIC) {
      return ModelMetadata.NONE;
    }
    int length = length(end, file.capacity());
    ByteBuffer records = file.slice((int) end.getLong(8), length).order(ByteOrder.LITTLE_ENDIAN);
    return parse(records, strings);
  }

  /**
   * Reads the metadata alone from a file that the engine has opened, and so has checked.
   *
   * @throws KwsException when it cannot be read or understood; the message names the file
   */
  public static ModelMetadata read(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      ByteBuffer end = at(channel, size - END, END);
      if (end.getLong(0) != MAGIC) {
        return ModelMetadata.NONE;
      }
      ByteBuffer header = at(channel, STRINGS_OFFSET, 16);
      long bytes = header.getLong(8);
      PlanReader.require(bytes >= 0 && bytes <= MOST_STRINGS, "its strings are too long");
      ByteBuffer strings = at(channel, header.getLong(0), (int) bytes);
      return parse(at(channel, end.getLong(8), length(end, size)), strings);
    } catch (IOException e) {
      throw KwsException.unreadable(file, e);
    } catch (KwsException
        | IndexOutOfBoundsException
        | IllegalArgumentException
        | BufferUnderflowException e) {
      throw new KwsException(file + ": no usable plan: its metadata is damaged", e);
    }
  }

  private static int length(ByteBuffer end, long fileBytes) {
    long offset = end.getLong(8);
    long length = end.getLong(16);
    boolean inside =
        offset >= PlanWriter.HEADER && length >= 0 && offset <= fileBytes - END - length;
    PlanReader.require(inside && length <= MOST_BYTES && length % 4 == 0, "metadata lies outside");
    return (int) length;
  }

  private static ByteBuffer at(FileChannel channel, long offset, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, offset + bytes.position()) < 0) {
        throw new KwsException("truncated");
      }
    }
    return bytes.flip();
  }

  private static ModelMetadata parse(ByteBuffer records, ByteBuffer strings) {
    SortedMap<String, List<String>> entries = new TreeMap<>();
    while (records.hasRemaining()) {
      String name = PlanReader.string(strings, records.getInt());
      int count = records.getInt();
      PlanReader.require(count >= 0 && count <= records.remaining() / 4, "bad metadata");
      List<String> texts = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        texts.add(PlanReader.string(strings, records.getInt()));
      }
      PlanReader.require(entries.put(name, texts) == null, "metadata has " + name + " twice");
    }
    return entries.isEmpty() ? ModelMetadata.NONE : new ModelMetadata(entries);
  }
}
