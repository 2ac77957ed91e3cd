package io.kwsbench.files;

import io.kwsbench.KwsException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Decodes UTF-8 and describes bytes that are something else. */
final class TextBytes {
  /** The longest character of UTF-8. */
  private static final int LONGEST = 4;

  private static final String ONE_BYTE =
      "not UTF-8 text: looks like Latin-1 or another encoding of one byte a character;"
          + " save it as UTF-8";

  private TextBytes() {}

  static String decode(byte[] bytes, String name) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(in)
              .toString();
      if (text.indexOf('\0') >= 0) {
        throw new KwsException(name + ": " + complaint(bytes, bytes.length));
      }
      return text;
    } catch (CharacterCodingException e) {
      throw new KwsException(name + ": " + complaint(bytes, in.position()), e);
    }
  }

  /**
   * The reason why bytes are not UTF-8 text.
   *
   * @param bad where they stop being UTF-8
   */
  private static String complaint(byte[] bytes, int bad) {
    String kind = kind(bytes);
    String place = " (line " + lineOf(bytes, bad) + ")";
    if (!kind.equals(ONE_BYTE)) {
      return kind;
    }
    return bytes.length - bad < LONGEST && isCutCharacter(bytes, bad)
        ? "not UTF-8 text: it ends within a character" + place
        : kind + place;
  }

  /** A description of bytes that are not UTF-8 text. */
  static String kind(byte[] bytes) {
    if (looksLikeUtf16(bytes)) {
      return "not UTF-8 text: looks like UTF-16; save it as UTF-8";
    }
    for (byte b : bytes) {
      if (b == 0) {
        return "not a text file: it holds zero bytes";
      }
    }
    return ONE_BYTE;
  }

  /** A mark of either byte order, or zeros in every second byte as Latin letters have them. */
  private static boolean looksLikeUtf16(byte[] bytes) {
    if (bytes.length < 2) {
      return false;
    }
    int mark = (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
    int[] zeros = new int[2];
    for (int i = 0; i < bytes.length; i++) {
      zeros[i % 2] += bytes[i] == 0 ? 1 : 0;
    }
    boolean alternate = Math.min(zeros[0], zeros[1]) * 4 < Math.max(zeros[0], zeros[1]);
    return mark == 0xfeff
        || mark == 0xfffe
        || alternate && Math.max(zeros[0], zeros[1]) * 4 > bytes.length;
  }

  private static boolean isCutCharacter(byte[] bytes, int bad) {
    int lead = bytes[bad] & 0xff;
    int length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 1;
    for (int i = bad + 1; i < bytes.length; i++) {
      if ((bytes[i] & 0xc0) != 0x80) {
        return false;
      }
    }
    return lead < 0xf5 && bytes.length - bad < length;
  }

  private static int lineOf(byte[] bytes, int at) {
    int line = 1;
    for (int i = 0; i < at; i++) {
      boolean ends = bytes[i] == '\n' || bytes[i] == '\r' && !(i + 1 < at && bytes[i + 1] == '\n');
      line += ends ? 1 : 0;
    }
    return line;
  }
}
