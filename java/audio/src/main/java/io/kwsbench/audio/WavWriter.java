package io.kwsbench.audio;

import io.kwsbench.KwsException;
import io.kwsbench.files.AtomicFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Writes clips as 16-bit PCM WAV files. */
public final class WavWriter {
  private static final int HEADER = 44;
  private static final int BITS = 16;

  private WavWriter() {}

  /**
   * The bytes of a WAV file: a 44-byte header and the samples times 32768, rounded and clipped.
   *
   * @throws KwsException when the clip is too long or has too many channels for the format
   */
  public static byte[] toBytes(Clip clip) {
    short[] pcm = clip.toPcm16();
    if (pcm.length > (Integer.MAX_VALUE - HEADER - 8) / Short.BYTES || clip.channels() > 0x7FFF) {
      throw new KwsException("a clip of " + clip + " does not fit into a WAV file");
    }
    int dataBytes = pcm.length * Short.BYTES;
    int bytesPerFrame = clip.channels() * Short.BYTES;
    ByteBuffer wav = ByteBuffer.allocate(HEADER + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    wav.put(ascii("RIFF")).putInt(HEADER - 8 + dataBytes).put(ascii("WAVE"));
    wav.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) clip.channels());
    wav.putInt(clip.sampleRate()).putInt(clip.sampleRate() * bytesPerFrame);
    wav.putShort((short) bytesPerFrame).putShort((short) BITS);
    wav.put(ascii("data")).putInt(dataBytes);
    wav.asShortBuffer().put(pcm);
    return wav.array();
  }

  /**
   * Writes a WAV file; an existing one is replaced when all is written.
   *
   * @throws KwsException when the file cannot be written; the message names it
   */
  public static void write(Path file, Clip clip) {
    AtomicFile.write(file, toBytes(clip));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
