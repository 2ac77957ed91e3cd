package io.kwsbench.audio;

import io.kwsbench.KwsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads RIFF WAV files: PCM of 8, 16, 24 and 32 bits, float of 32 and 64, plain or extensible.
 *
 * <p>Chunks in any order and unknown ones are skipped; a {@code data} chunk without a length
 * (0xFFFFFFFF or, as the last chunk of a stream, 0) reaches to the end of the file. A file that
 * ends before its {@code data} chunk does is an error, not a shorter clip. Memory is bounded by the
 * file's real size, whatever its header says.
 *
 * <p>Source: Multimedia Programming Interface and Data Specifications 1.0 (IBM, Microsoft, 1991),
 * "Waveform Audio File Format"; WAVEFORMATEXTENSIBLE as Microsoft documents it.
 */
public final class WavReader {
  /** Largest file that is read: more than two hours of one channel of 16 bits at 16 kHz. */
  static final int MOST_BYTES = 256 << 20;

  private static final long UNKNOWN_SIZE = 0xFFFFFFFFL;
  private static final int CHUNK_HEADER = 8;
  private static final int RIFF_HEADER = 12;

  private WavReader() {}

  /**
   * Reads a WAV file.
   *
   * @throws KwsException when it is missing, not a WAV file, truncated or coded in a way that is
   *     not read; one line that names the file
   */
  public static Clip read(Path file) {
    return parse(bytes(file), file.toString());
  }

  /**
   * The bytes of a WAV file, unparsed, for an input that wants the file itself.
   *
   * @throws KwsException when it cannot be read or is larger than 256 MiB
   */
  public static byte[] bytes(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new KwsException(file + ": larger than " + (MOST_BYTES >> 20) + " MiB");
      }
      return bytes;
    } catch (java.nio.file.NoSuchFileException e) {
      throw new KwsException(file + ": no such file", e);
    } catch (IOException e) {
      throw new KwsException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Parses the bytes of a WAV file.
   *
   * @param source what messages call it, such as the file's path
   * @throws KwsException as {@link #read}
   */
  public static Clip parse(byte[] bytes, String source) {
    ByteBuffer wav = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    requireRiff(wav, source);
    WavFormat format = null;
    int at = RIFF_HEADER;
    while (wav.limit() - at >= CHUNK_HEADER) {
      String id = text(wav, at);
      long size = Integer.toUnsignedLong(wav.getInt(at + 4));
      int body = at + CHUNK_HEADER;
      if (id.equals("data")) {
        return decode(wav, body, dataSize(size, wav.limit() - body, source), format, source);
      }
      if (size > wav.limit() - body) {
        throw truncated(source, id, size, wav.limit() - body);
      }
      if (id.equals("fmt ")) {
        format = WavFormat.parse(wav.slice(body, (int) size).order(wav.order()), source);
      }
      // chunks start at even offsets; the pad byte is not part of the size
      at = (int) Math.min(wav.limit(), body + size + (size & 1));
    }
    throw new KwsException(source + ": bad WAV file: no data chunk");
  }

  private static void requireRiff(ByteBuffer wav, String source) {
    if (wav.limit() < RIFF_HEADER) {
      throw new KwsException(source + ": not a WAV file: " + wav.limit() + " bytes");
    }
    if (!text(wav, 0).equals("RIFF") || !text(wav, 8).equals("WAVE")) {
      throw new KwsException(
          source + ": not a WAV file: starts with '" + text(wav, 0) + "', not with RIFF and WAVE");
    }
  }

  private static int dataSize(long said, int left, String source) {
    if (said == UNKNOWN_SIZE || said == 0) {
      return left;
    }
    if (said > left) {
      throw truncated(source, "data", said, left);
    }
    return (int) said;
  }

  private static Clip decode(ByteBuffer wav, int at, int size, WavFormat format, String source) {
    if (format == null) {
      throw new KwsException(source + ": bad WAV file: no fmt chunk before the data chunk");
    }
    int frames = size / format.bytesPerFrame();
    float[] samples = new float[frames * format.channels()];
    WavFormat.Encoding encoding = format.encoding();
    if (encoding == WavFormat.Encoding.SIGNED_16) {
      decodePcm16(wav, at, samples);
      return new Clip(format.sampleRate(), format.channels(), samples);
    }
    for (int i = 0; i < samples.length; i++) {
      samples[i] = encoding.get(wav, at + i * encoding.bytes());
      if (!Float.isFinite(samples[i])) {
        throw new KwsException(
            source + ": bad WAV file: sample " + i / format.channels() + " is " + samples[i]);
      }
    }
    return new Clip(format.sampleRate(), format.channels(), samples);
  }

  /** What nearly all files hold, in two loops that the JVM turns into vector instructions. */
  private static void decodePcm16(ByteBuffer wav, int at, float[] samples) {
    short[] pcm = new short[samples.length];
    wav.slice(at, pcm.length * Short.BYTES).order(wav.order()).asShortBuffer().get(pcm);
    for (int i = 0; i < pcm.length; i++) {
      samples[i] = pcm[i] / 32768f;
    }
  }

  private static KwsException truncated(String source, String id, long size, int left) {
    return new KwsException(
        String.format(
            "%s: truncated WAV file: chunk '%s' says %d bytes, %d are left",
            source, id, size, left));
  }

  /** Four bytes as text fit for a one-line message. */
  private static String text(ByteBuffer wav, int at) {
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
