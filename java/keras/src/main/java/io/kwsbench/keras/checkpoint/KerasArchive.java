package io.kwsbench.keras.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kwsbench.KwsException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A {@code .keras} file: a ZIP archive with the architecture, the weights, and the version of the
 * Keras that wrote it. Nothing is unpacked to disk, and other entries are not read.
 *
 * @param config the architecture as JSON
 * @param kerasVersion {@code 3.15.1}, {@code 2.15.0}; absent where the archive does not say
 * @param weights the content of {@code model.weights.h5}
 */
public record KerasArchive(String config, Optional<String> kerasVersion, byte[] weights) {
  private static final String CONFIG = "config.json";
  private static final String METADATA = "metadata.json";
  private static final String WEIGHTS = "model.weights.h5";
  private static final String DAMAGED = "damaged or truncated .keras archive";

  /**
   * The bytes that an archive's last record begins with, and the longest that this record can be.
   */
  private static final String END = "PK\005\006";

  private static final int MAX_END = 22 + 0xffff;
  private static final int MAX_TEXT = 64 << 20;
  private static final int MAX_WEIGHTS = 1 << 30;
  private static final int MAX_ENTRIES = 10_000;

  /** Unpacked bytes a packed one makes at most; deflate's own bound is above 1000. */
  private static final long GREATEST_RATIO = 200;

  private static final int SMALL = 1 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads an archive from its bytes.
   *
   * @param name what errors call it
   * @throws KwsException when it is damaged, or no such archive
   */
  public static KerasArchive parse(byte[] bytes, String name) {
    try {
      Map<String, byte[]> entries = entries(bytes);
      String config = text(entries, CONFIG).orElseThrow(() -> missing(bytes, CONFIG));
      if (!entries.containsKey(WEIGHTS)) {
        throw missing(bytes, WEIGHTS);
      }
      return new KerasArchive(
          config, text(entries, METADATA).flatMap(KerasArchive::version), entries.get(WEIGHTS));
    } catch (KwsException e) {
      throw new KwsException(name + ": " + e.getMessage(), e);
    } catch (IOException | IllegalArgumentException e) {
      throw new KwsException(name + ": " + DAMAGED, e);
    } catch (OutOfMemoryError e) {
      throw new KwsException(name + ": too large to read in the memory of this process", e);
    }
  }

  private static Map<String, byte[]> entries(byte[] bytes) throws IOException {
    Map<String, byte[]> entries = new HashMap<>();
    long limit = Math.max(SMALL, bytes.length * GREATEST_RATIO);
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      int count = 0;
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        count++;
        if (count > MAX_ENTRIES) {
          throw new KwsException("an archive of more than " + MAX_ENTRIES + " entries");
        }
        String name = entry.getName();
        if (name.equals(CONFIG) || name.equals(METADATA) || name.equals(WEIGHTS)) {
          int most = (int) Math.min(limit, name.equals(WEIGHTS) ? MAX_WEIGHTS : MAX_TEXT);
          if (entries.put(name, content(zip, name, most)) != null) {
            throw new KwsException("two entries are called " + name);
          }
        } else {
          limit -= skip(zip, limit);
        }
        if (entries.size() == 3) {
          break;
        }
      }
    }
    return entries;
  }

  private static byte[] content(InputStream zip, String name, int most) throws IOException {
    byte[] content = zip.readNBytes(most);
    if (content.length == most && zip.read() >= 0) {
      throw new KwsException(
          "entry " + name + " unpacks to more than " + most + " bytes: not a model's");
    }
    return content;
  }

  /** Passes over an entry that the reader does not need; returns its size. */
  private static long skip(InputStream zip, long limit) throws IOException {
    byte[] part = new byte[1 << 16];
    long size = 0;
    for (int read = zip.read(part); read > 0; read = zip.read(part)) {
      size += read;
      if (size >= limit) {
        throw new KwsException("its entries unpack to far more bytes than a model's");
      }
    }
    return size;
  }

  private static Optional<String> text(Map<String, byte[]> entries, String name) {
    return Optional.ofNullable(entries.get(name)).map(b -> new String(b, StandardCharsets.UTF_8));
  }

  private static Optional<String> version(String json) {
    try {
      return Optional.ofNullable(JSON.readTree(json).path("keras_version").textValue());
    } catch (JsonProcessingException e) {
      throw new KwsException(METADATA + " is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** The error for an absent entry: of a file that was cut off, the archive's end is absent too. */
  private static KwsException missing(byte[] bytes, String name) {
    int from = Math.max(0, bytes.length - MAX_END);
    String end = new String(bytes, from, bytes.length - from, StandardCharsets.ISO_8859_1);
    return new KwsException(
        end.contains(END)
            ? "the archive has no " + name + ": not a model that Keras saved"
            : DAMAGED);
  }
}
