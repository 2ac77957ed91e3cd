package io.kwsbench.audio;

import io.kwsbench.KwsException;
import java.nio.ByteBuffer;

/**
 * The number of bytes of sound in a data chunk, which may differ from its header.
 *
 * <p>Who writes into a pipe cannot go back to fill in the size, and a recorder without power does
 * not: they leave 0 or a size near 2 or 4 GiB (SoX 0x7FFFF000, FFmpeg 0xFFFFFFFF, others the same
 * less a header). The sound reaches to the end of such a file. But 0 with another chunk behind it
 * is an empty clip, and no chunk behind the sound is sound.
 */
final class DataSize {
  private static final long TWO_GIB = 1L << 31;
  private static final long FOUR_GIB = 1L << 32;

  /** More bytes than programs reserve for headers and buffers. */
  private static final long MARGIN = 1 << 16;

  private static final int DATA = WavChunks.id("data");

  private DataSize() {}

  /**
   * @param body where the chunk's body begins
   * @param said the size in its header
   * @throws KwsException when the file is cut short, or holds a second {@code data} chunk after an
   *     empty one
   */
  static int of(ByteBuffer wav, int body, long said, String source) {
    int left = wav.limit() - body;
    if (said == 0) {
      return ofNothing(wav, body, source);
    }
    if (said <= left) {
      return (int) said;
    }
    if (isPlaceholder(said)) {
      return toEnd(wav, body);
    }
    throw WavReader.truncated(source, "data", said, left);
  }

  /** Returns whether this is a size that no file of sound has that is smaller. */
  private static boolean isPlaceholder(long said) {
    return Math.abs(said - TWO_GIB) <= MARGIN || said >= FOUR_GIB - MARGIN;
  }

  private static int ofNothing(ByteBuffer wav, int body, String source) {
    if (!WavChunks.isKnown(wav, body) && !WavChunks.leadToEnd(wav, body)) {
      return toEnd(wav, body);
    }
    for (int at = body; WavChunks.isKnown(wav, at); ) {
      long size = Integer.toUnsignedLong(wav.getInt(at + 4));
      if (wav.getInt(at) == DATA) {
        throw new KwsException(
            source + ": bad WAV file: an empty data chunk, and another data chunk after it");
      }
      if (size > wav.limit() - at - WavChunks.HEADER) {
        break;
      }
      at = WavChunks.next(wav, at + WavChunks.HEADER, (int) size);
    }
    return 0;
  }

  /** To the end, or to the chunks that follow the sound. */
  private static int toEnd(ByteBuffer wav, int body) {
    for (int at = body; at <= wav.limit() - WavChunks.HEADER; at++) {
      if (WavChunks.isKnown(wav, at) && WavChunks.leadToEnd(wav, at)) {
        return at - body;
      }
    }
    return wav.limit() - body;
  }
}
