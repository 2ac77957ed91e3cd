package io.kwsbench.label;

import io.kwsbench.KwsException;
import io.kwsbench.audio.WavReader;
import java.nio.file.Path;

/**
 * A clip's WAV file as it was read, not yet decoded.
 *
 * @param source what messages call it, such as the file's path
 * @param wav the file's bytes, which nobody changes
 */
public record ClipBytes(String source, byte[] wav) {
  /**
   * Reads a file.
   *
   * @throws UnreadableClipException when it cannot be read
   */
  static ClipBytes read(Path file) {
    try {
      return new ClipBytes(file.toString(), WavReader.bytes(file));
    } catch (KwsException e) {
      throw new UnreadableClipException(e);
    }
  }
}
