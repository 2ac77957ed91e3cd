package io.kwsbench.label;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * The subject of a journal; results of different subjects must not be mixed. 52 bytes, big-endian:
 * {@code KWSJRNL2}, classes, clips, fingerprint, CRC-32 of all before it.
 *
 * @param classes probabilities a clip
 * @param clips how many clips there are
 * @param fingerprint SHA-256 over whatever decides about the results
 */
record JournalHeader(int classes, int clips, Fingerprint fingerprint) {
  static final int BYTES = Long.BYTES + 2 * Integer.BYTES + Fingerprint.BYTES + Integer.BYTES;
  private static final long MAGIC = 0x4B57534A524E4C32L;
  private static final long OLDER_MAGIC = 0x4B57534A524E4C31L;
  private static final int MAX_CLASSES = 1 << 20;

  /** Bytes of one clip's record: a status, its stamp, the probabilities, a CRC-32. */
  int recordBytes() {
    return 1 + Long.BYTES + classes * Float.BYTES + Integer.BYTES;
  }

  /** Returns whether a file begins as journals did before they held stamps. */
  static boolean isOlder(byte[] start) {
    return start.length >= Long.BYTES && ByteBuffer.wrap(start).getLong() == OLDER_MAGIC;
  }

  /**
   * Returns whether bytes may be the start of a header that was cut short; nothing at all may be.
   */
  static boolean isTorn(byte[] start) {
    byte[] magic = ByteBuffer.allocate(Long.BYTES).putLong(MAGIC).array();
    int length = Math.min(start.length, magic.length);
    return start.length < BYTES && Arrays.equals(start, 0, length, magic, 0, length);
  }

  ByteBuffer toBytes() {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    bytes.putLong(MAGIC).putInt(classes).putInt(clips).put(fingerprint.toBytes());
    bytes.putInt(crc(bytes.array(), 0, bytes.position()));
    return bytes.flip();
  }

  /** The header in the first bytes of a journal, or null when they are none. */
  static JournalHeader parse(byte[] start) {
    ByteBuffer bytes = ByteBuffer.wrap(start);
    if (start.length < BYTES || bytes.getLong() != MAGIC) {
      return null;
    }
    int classes = bytes.getInt();
    int clips = bytes.getInt();
    byte[] fingerprint = new byte[Fingerprint.BYTES];
    bytes.get(fingerprint);
    boolean sane = classes > 0 && classes <= MAX_CLASSES && clips >= 0;
    return sane && bytes.getInt() == crc(start, 0, BYTES - Integer.BYTES)
        ? new JournalHeader(classes, clips, Fingerprint.of(fingerprint))
        : null;
  }

  static int crc(byte[] bytes, int start, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, start, length);
    return (int) crc.getValue();
  }
}
