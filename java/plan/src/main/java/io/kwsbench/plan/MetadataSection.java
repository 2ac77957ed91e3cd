package io.kwsbench.plan;

import io.kwsbench.KwsException;
import io.kwsbench.metadata.ModelMetadata;
import io.kwsbench.plan.PlanRecords.Section;
import io.kwsbench.plan.kernel.Length;
import io.kwsbench.plan.kernel.RecordLayout;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * The metadata of a {@code .kws} file: records that refer to its strings. A record at the file's
 * end locates them. A file without metadata has neither; an engine that knows of none passes over
 * both.
 */
public final class MetadataSection {
  private static final long MAGIC = 0x314154454d53574bL; // KWSMETA1
  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_STRINGS = 1 << 28;

  /**
   * The end of a file with metadata.
   *
   * @param zeros up to 64 bytes
   */
  private record End(long magic, long offset, long bytes, @Length(5) List<Long> zeros) {
    End(long offset, long bytes) {
      this(MAGIC, offset, bytes, Collections.nCopies(5, 0L));
    }
  }

  private static final RecordLayout<End> END = RecordLayout.of(End.class);

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

  /** The bytes of the records and the end record, a multiple of 64; 0 without records. */
  static int bytes(byte[] records) {
    int end = END.bytes();
    return records.length == 0 ? 0 : (records.length + end - 1) / end * end + end;
  }

  /** Puts both at the end of a file, the records from {@code at} on. */
  static void put(byte[] records, ByteBuffer file, int at) {
    if (records.length > 0) {
      file.put(at, records);
      file.put(file.capacity() - END.bytes(), END.toBytes(new End(at, records.length)));
    }
  }

  /** Reads it from a whole file. */
  static ModelMetadata read(ByteBuffer file, ByteBuffer strings) {
    End end = END.read(file, file.capacity() - END.bytes());
    if (end.magic() != MAGIC) {
      return ModelMetadata.NONE;
    }
    int length = length(end, file.capacity());
    ByteBuffer records = file.slice((int) end.offset(), length).order(ByteOrder.LITTLE_ENDIAN);
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
      End end = END.read(at(channel, size - END.bytes(), END.bytes()), 0);
      if (end.magic() != MAGIC) {
        return ModelMetadata.NONE;
      }
      ByteBuffer start = at(channel, 0, PlanRecords.HEADER.bytes());
      Section part = PlanRecords.HEADER.read(start, 0).sections().strings();
      boolean fits = part.bytes() >= 0 && part.bytes() <= MAX_STRINGS;
      PlanReader.require(fits, "its strings are too long");
      ByteBuffer strings = at(channel, part.offset(), (int) part.bytes());
      return parse(at(channel, end.offset(), length(end, size)), strings);
    } catch (IOException e) {
      throw KwsException.unreadable(file, e);
    } catch (KwsException
        | IndexOutOfBoundsException
        | IllegalArgumentException
        | BufferUnderflowException e) {
      throw new KwsException(file + ": no usable plan: its metadata is damaged", e);
    }
  }

  private static int length(End end, long fileBytes) {
    long offset = end.offset();
    long length = end.bytes();
    boolean inside =
        offset >= PlanRecords.HEADER.bytes()
            && length >= 0
            && offset <= fileBytes - END.bytes() - length;
    PlanReader.require(inside && length <= MAX_BYTES && length % 4 == 0, "metadata lies outside");
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
