package io.kwsbench.audio;

import io.kwsbench.KwsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads RIFF WAV files: PCM of 8, 16, 24 and 32 bits, float of 32 and 64, plain or extensible.
 *
 * <p>Chunks in any order and unknown ones are skipped, padded to even sizes or not. Where a program
 * that wrote into a pipe, or a recorder that lost its power, left a placeholder for the {@code
 * data} chunk's size ({@link DataSize}), the sound reaches to the end of the file. A file that ends
 * before its {@code data} chunk does is an error, not a shorter clip. Memory is bounded by the
 * file's real size, whatever its header says.
 *
 * <p>Source: Multimedia Programming Interface and Data Specifications 1.0 (IBM, Microsoft, 1991),
 * "Waveform Audio File Format"; WAVEFORMATEXTENSIBLE as Microsoft documents it.
 */
public final class WavReader {
  /** Largest file that is read: more than two hours of one channel of 16 bits at 16 kHz. */
  static final int MAX_BYTES = 256 << 20;

  private static final int RIFF = WavChunks.id("RIFF");
  private static final int WAVE = WavChunks.id("WAVE");
  private static final int FORMAT = WavChunks.id("fmt ");
  private static final int DATA = WavChunks.id("data");
  private static final int CHUNK_HEADER = WavChunks.HEADER;
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
   * Finds the samples of a WAV file, without reading a long one into memory.
   *
   * @throws KwsException as {@link #read}, or when the file has 2 GiB or more
   */
  public static WavData open(Path file) {
    return locate(MappedFile.of(file), file.toString());
  }

  /**
   * The bytes of a WAV file, unparsed, for an input that takes a whole file.
   *
   * @throws KwsException when it cannot be read, is no regular file or is larger than 256 MiB
   */
  public static byte[] bytes(Path file) {
    ClipFiles.requireRegular(file);
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new KwsException(file + ": larger than " + (MAX_BYTES >> 20) + " MiB");
      }
      return bytes;
    } catch (java.nio.file.NoSuchFileException e) {
      throw new KwsException(file + ": no such file", e);
    } catch (IOException e) {
      throw new KwsException(file + ": cannot be read: " + e.getMessage(), e);
    } catch (OutOfMemoryError e) {
      throw tooLarge(file.toString(), e);
    }
  }

  /**
   * Parses the bytes of a WAV file.
   *
   * @param source what messages call it, such as the file's path
   * @throws KwsException as {@link #read}
   */
  public static Clip parse(byte[] bytes, String source) {
    return locate(ByteBuffer.wrap(bytes), source).clip();
  }

  /**
   * Finds the samples in the bytes of a WAV file, without decoding them.
   *
   * @param file from index 0 to its limit; read as long as the result is used
   * @throws KwsException as {@link #read}
   */
  public static WavData locate(ByteBuffer file, String source) {
    ByteBuffer wav = file.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    requireRiff(wav, source);
    WavFormat format = null;
    int at = RIFF_HEADER;
    while (wav.limit() - at >= CHUNK_HEADER) {
      int id = wav.getInt(at);
      long size = Integer.toUnsignedLong(wav.getInt(at + 4));
      int body = at + CHUNK_HEADER;
      if (id == DATA) {
        return data(wav, body, DataSize.of(wav, body, size, source), format, source);
      }
      if (size > wav.limit() - body) {
        throw truncated(source, WavChunks.text(wav, at), size, wav.limit() - body);
      }
      if (id == FORMAT) {
        format = WavFormat.parse(wav.slice(body, (int) size).order(wav.order()), source);
      }
      at = WavChunks.next(wav, body, (int) size);
    }
    throw new KwsException(source + ": bad WAV file: no data chunk");
  }

  private static void requireRiff(ByteBuffer wav, String source) {
    if (wav.limit() < RIFF_HEADER) {
      throw new KwsException(source + ": not a WAV file: " + wav.limit() + " bytes");
    }
    if (wav.getInt(0) != RIFF || wav.getInt(8) != WAVE) {
      throw new KwsException(
          source
              + ": not a WAV file: starts with '"
              + WavChunks.text(wav, 0)
              + "', not with RIFF and WAVE");
    }
  }

  private static WavData data(ByteBuffer wav, int at, int size, WavFormat format, String source) {
    if (format == null) {
      throw new KwsException(source + ": bad WAV file: no fmt chunk before the data chunk");
    }
    int whole = size / format.bytesPerFrame() * format.bytesPerFrame();
    return new WavData(wav.slice(at, whole).order(wav.order()), format, source);
  }

  static KwsException truncated(String source, String id, long size, int left) {
    return new KwsException(
        String.format(
            "%s: truncated WAV file: chunk '%s' should have %d bytes, but %d are left",
            source, id, size, left));
  }

  /** One clip's fault, not the program's: the others can still be read. */
  static KwsException tooLarge(String source, OutOfMemoryError cause) {
    return new KwsException(
        source + ": takes more memory than Java may use (-Xmx gives it more)", cause);
  }
}
