package io.kwsbench.audio;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The chunks of a WAV file: four letters, a size, and that number of bytes. */
final class WavChunks {
  /** Bytes before a chunk's body. */
  static final int HEADER = 8;

  /** Chunks without sound that WAV files contain in practice. */
  private static final Set<Integer> KNOWN =
      Stream.of(
              "fmt ", "data", "fact", "LIST", "INFO", "JUNK", "junk", "PAD ", "FLLR", "bext",
              "iXML", "id3 ", "ID3 ", "cue ", "smpl", "inst", "plst", "acid", "cart", "PEAK",
              "_PMX", "axml", "qlty", "mext", "levl", "link", "afsp", "labl", "note", "ltxt",
              "DISP", "chna")
          .map(WavChunks::id)
          .collect(Collectors.toUnmodifiableSet());

  /** So that a file made of nothing but headers is not gone through again from each of them. */
  private static final int MAX_BEHIND_SOUND = 64;

  private WavChunks() {}

  /** Four letters as the little-endian number that a chunk begins with. */
  static int id(String letters) {
    byte[] bytes = letters.getBytes(StandardCharsets.US_ASCII);
    return bytes[0] | bytes[1] << 8 | bytes[2] << 16 | bytes[3] << 24;
  }

  /**
   * The offset of the next chunk. Chunks begin at even offsets, but some programs leave out the pad
   * byte after an odd one: then a chunk that is known by its name begins there.
   */
  static int next(ByteBuffer wav, int body, int size) {
    int end = body + size;
    boolean unpadded = (size & 1) == 0 || !isKnown(wav, end + 1) && isKnown(wav, end);
    return unpadded ? end : Math.min(wav.limit(), end + 1);
  }

  /** Returns whether a chunk that is known by its name begins here. */
  static boolean isKnown(ByteBuffer wav, int at) {
    return hasHeader(wav, at) && KNOWN.contains(wav.getInt(at));
  }

  /** Returns whether a few chunks, of whatever names, lead from here to the file's very end. */
  static boolean leadToEnd(ByteBuffer wav, int from) {
    int at = from;
    for (int i = 0; i < MAX_BEHIND_SOUND && hasHeader(wav, at) && isPrintable(wav, at); i++) {
      long size = Integer.toUnsignedLong(wav.getInt(at + 4));
      int left = wav.limit() - at - HEADER;
      if (size > left) {
        return false;
      }
      if (left - size <= (size & 1)) {
        return true;
      }
      at = next(wav, at + HEADER, (int) size);
    }
    return false;
  }

  private static boolean hasHeader(ByteBuffer wav, int at) {
    return wav.limit() - at >= HEADER;
  }

  private static boolean isPrintable(ByteBuffer wav, int at) {
    for (int i = at; i < at + 4; i++) {
      if (wav.get(i) < ' ' || wav.get(i) > '~') {
        return false;
      }
    }
    return true;
  }

  /** A chunk's name, fit for a message of one line. */
  static String text(ByteBuffer wav, int at) {
    byte[] id = new byte[4];
    wav.get(at, id);
    for (int i = 0; i < id.length; i++) {
      if (id[i] < ' ' || id[i] > '~') {
        id[i] = '?';
      }
    }
    return new String(id, StandardCharsets.US_ASCII);
  }
}
