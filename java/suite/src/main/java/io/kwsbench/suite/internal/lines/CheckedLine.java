package io.kwsbench.suite.internal.lines;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/** A JSON object in one line whose last field is the CRC-32 of what is before it. */
public final class CheckedLine {
  private static final Pattern SEAL = Pattern.compile(",\"crc32\":\"([0-9a-f]{8})\"}$");

  /** The verdict of a line's checksum. */
  public enum Seal {
    /** It fits. */
    SOUND,
    /** It does not fit: the line is not what was written. */
    BROKEN,
    /** There is none. */
    NONE
  }

  private CheckedLine() {}

  /** The object as text with its checksum, without a line feed. */
  public static String of(ObjectNode object) {
    String text = object.toString();
    String open = text.substring(0, text.length() - 1);
    return open + ",\"crc32\":\"" + crc(open) + "\"}";
  }

  /** Checks a line, without its line feed. */
  public static Seal check(String line) {
    Matcher seal = SEAL.matcher(line);
    if (!seal.find()) {
      return Seal.NONE;
    }
    return crc(line.substring(0, seal.start())).equals(seal.group(1)) ? Seal.SOUND : Seal.BROKEN;
  }

  private static String crc(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    return String.format("%08x", crc.getValue());
  }
}
