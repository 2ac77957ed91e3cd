package io.kwsbench.formats.onnx;

import com.google.protobuf.ByteString;
import io.kwsbench.KwsException;
import io.kwsbench.formats.protobuf.Message;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tensors that lie in files beside the model. */
final class ExternalData {
  private static final long MAX_BYTES = 256L << 20;
  private static final int KEY = 1;
  private static final int VALUE = 2;

  private final Path folder;
  private long left = MAX_BYTES;

  /**
   * @param folder the model's own folder; null for a model that came from no file
   */
  ExternalData(Path folder) {
    this.folder = folder;
  }

  /**
   * The bytes that a tensor's {@code external_data} entries point at.
   *
   * @throws KwsException when the file is missing, lies outside the folder, or is too short
   */
  ByteString read(List<Message> entries) {
    Map<String, String> keys = new HashMap<>();
    entries.forEach(entry -> keys.put(entry.text(KEY), entry.text(VALUE)));
    Path file = inside(keys.getOrDefault("location", ""));
    try {
      long offset = number(keys, "offset", 0);
      long length = number(keys, "length", Files.size(file) - offset);
      if (length > left) {
        throw new KwsException(file + ": more than " + MAX_BYTES + " bytes of external data");
      }
      left -= Math.max(0, length);
      if (offset < 0 || length < 0 || offset > Files.size(file) - length) {
        throw new KwsException(
            file + ": " + length + " bytes from " + offset + " are not in " + Files.size(file));
      }
      try (InputStream in = Files.newInputStream(file)) {
        in.skipNBytes(offset);
        return ByteString.copyFrom(in.readNBytes((int) length));
      }
    } catch (IOException e) {
      throw new KwsException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private Path inside(String location) {
    if (folder == null || location.isEmpty()) {
      throw new KwsException("external data without a file");
    }
    try {
      Path file = folder.resolve(location).normalize();
      if (Path.of(location).isAbsolute() || !file.startsWith(folder.normalize())) {
        throw new KwsException("external data in '" + location + "', outside the model's folder");
      }
      if (!Files.isRegularFile(file) || !file.toRealPath().startsWith(folder.toRealPath())) {
        throw new KwsException(file + ": no such file of external data in the model's folder");
      }
      return file;
    } catch (java.nio.file.InvalidPathException | IOException e) {
      throw new KwsException("external data in '" + location + "': " + e.getMessage(), e);
    }
  }

  private static long number(Map<String, String> keys, String key, long absent) {
    String text = keys.get(key);
    try {
      return text == null ? absent : Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new KwsException("external data with " + key + " '" + text + "'", e);
    }
  }
}
