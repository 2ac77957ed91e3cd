package io.kwsbench.label;

import java.nio.ByteBuffer;

/**
 * A clip's WAV file as it was read, not yet decoded.
 *
 * @param source what messages call it, such as the file's path
 * @param wav the file's bytes, from index 0 to the limit, which nobody changes while they are used
 */
public record ClipBytes(String source, ByteBuffer wav) {
  /** A file that is in an array. */
  public ClipBytes(String source, byte[] wav) {
    this(source, ByteBuffer.wrap(wav));
  }
}
