package io.kwsbench.hostile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/** Right checksums for spoiled files: what a forger would do, and what no checksum finds. */
final class Seals {
  private Seals() {}

  /** A plan's checksum, written anew. */
  static byte[] plan(byte[] bytes) {
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long h = 0xcbf29ce484222325L;
    for (int at = 24; at + 8 <= bytes.length; at += 8) {
      h = (h ^ file.getLong(at)) * 0x9e3779b97f4a7c15L;
      h ^= h >>> 32;
    }
    file.putLong(16, h);
    return bytes;
  }

  /** JSON lines without their checksums. */
  static byte[] open(byte[] lines) {
    String text = new String(lines, StandardCharsets.UTF_8);
    return Mutation.ascii(text.replaceAll(",\"crc32\":\"[0-9a-f]{8}\"}", "}"));
  }

  /** The lines that end as an object does, with a checksum each. */
  static byte[] lines(byte[] lines) {
    String text = new String(lines, StandardCharsets.UTF_8);
    return Mutation.ascii(
        text.lines().map(Seals::line).collect(Collectors.joining("\n", "", "\n")));
  }

  private static String line(String line) {
    if (!line.endsWith("}")) {
      return line;
    }
    String open = line.substring(0, line.length() - 1);
    CRC32 crc = new CRC32();
    crc.update(Mutation.ascii(open));
    return open + ",\"crc32\":\"%08x\"}".formatted(crc.getValue());
  }

  /** An event file one of whose records is spoiled, its checksums and length right. */
  static byte[] event(byte[] log, Random random) {
    ByteBuffer file = ByteBuffer.wrap(log).order(ByteOrder.LITTLE_ENDIAN);
    List<byte[]> records = new ArrayList<>();
    while (file.remaining() >= 16) {
      byte[] record = new byte[(int) file.getLong()];
      file.getInt();
      file.get(record).getInt();
      records.add(record);
    }
    int at = random.nextInt(records.size());
    records.set(at, Mutation.bytes(records.get(at), random));
    int bytes = records.stream().mapToInt(r -> r.length + 16).sum();
    ByteBuffer now = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (byte[] record : records) {
      byte[] length =
          ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(record.length).array();
      now.put(length).putInt(masked(length)).put(record).putInt(masked(record));
    }
    return now.array();
  }

  private static int masked(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return Integer.rotateRight((int) crc.getValue(), 15) + 0xa282ead8;
  }
}
