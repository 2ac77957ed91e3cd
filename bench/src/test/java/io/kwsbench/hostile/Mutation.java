package io.kwsbench.hostile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Changes a sound file's bytes as bad disks, editors and attackers do. */
interface Mutation {
  byte[] of(byte[] sound, Random random);

  /** Numbers at which readers go wrong. */
  long[] EDGES = {
    0,
    1,
    2,
    -1,
    -2,
    127,
    128,
    255,
    256,
    32767,
    65535,
    65536,
    1 << 20,
    1 << 24,
    1 << 30,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    0xFFFFFFFFL,
    1L << 32,
    1L << 40,
    1L << 62,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    0x7FFFF000,
    0xFFFFFFDBL
  };

  /** One to four small changes: bits, bytes, numbers, pieces cut, doubled or put in. */
  static byte[] bytes(byte[] sound, Random random) {
    return bytes(sound, 0, sound.length, random);
  }

  /** The same, the first change between two places: in a header, say. */
  static byte[] bytes(byte[] sound, int from, int to, Random random) {
    byte[] bytes = sound.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes && bytes.length > 0; i++) {
      int least = Math.min(from, bytes.length - 1);
      int at = least + random.nextInt(Math.max(1, Math.min(to, bytes.length) - least));
      bytes = change(bytes, at, random);
    }
    return bytes;
  }

  private static byte[] change(byte[] bytes, int at, Random random) {
    switch (random.nextInt(12)) {
      case 0, 1, 2 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 3, 4, 5 -> bytes[at] = (byte) random.nextInt(256);
      case 6, 7, 8 -> number(bytes, at, random);
      case 9 -> {
        return random.nextInt(4) == 0 ? splice(bytes, at, bytes.length, new byte[0]) : bytes;
      }
      case 10 -> {
        int end = Math.min(bytes.length, at + 1 + random.nextInt(64));
        return splice(bytes, at, end, new byte[0]);
      }
      default -> {
        int start = random.nextInt(bytes.length);
        int length = Math.min(bytes.length - start, 1 + random.nextInt(64));
        byte[] piece = new byte[length];
        System.arraycopy(bytes, start, piece, 0, length);
        return splice(bytes, at, at, piece);
      }
    }
    return bytes;
  }

  /** An edge of two, four or eight bytes, mostly where numbers begin. */
  static void number(byte[] bytes, int place, Random random) {
    int size = 2 << random.nextInt(3);
    int at = random.nextInt(4) == 0 ? place : place / size * size;
    if (at + size > bytes.length) {
      return;
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    buffer.order(random.nextInt(4) == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    long value = EDGES[random.nextInt(EDGES.length)];
    switch (size) {
      case 2 -> buffer.putShort(at, (short) value);
      case 4 -> buffer.putInt(at, (int) value);
      default -> buffer.putLong(at, value);
    }
  }

  static byte[] splice(byte[] bytes, int from, int to, byte[] with) {
    byte[] result = new byte[bytes.length - (to - from) + with.length];
    System.arraycopy(bytes, 0, result, 0, from);
    System.arraycopy(with, 0, result, from, with.length);
    System.arraycopy(bytes, to, result, from + with.length, bytes.length - to);
    return result;
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
