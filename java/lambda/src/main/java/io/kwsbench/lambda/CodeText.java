package io.kwsbench.lambda;

import io.kwsbench.KwsException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Marshalled code as text: base64 since Keras 2.1.2, {@code raw_unicode_escape} before.
 *
 * @see <a href="https://github.com/keras-team/keras/blob/2.1.2/keras/utils/generic_utils.py">Keras
 *     2.1.2's func_dump and func_load</a>
 */
final class CodeText {
  private CodeText() {}

  static byte[] decode(String text) {
    if (text.isEmpty()) {
      throw new KwsException("its bytecode is empty");
    }
    return text.matches("[A-Za-z0-9+/=\\s]+") ? base64(text) : rawUnicodeEscape(text);
  }

  private static byte[] base64(String text) {
    try {
      return Base64.getMimeDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new KwsException("its bytecode is no base64: " + e.getMessage(), e);
    }
  }

  /** Characters up to 255 are bytes; what lies above was an escape among the bytes. */
  private static byte[] rawUnicodeEscape(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    text.codePoints()
        .forEach(
            point -> {
              if (point < 256) {
                bytes.write(point);
              } else {
                String escape =
                    point < 0x10000
                        ? String.format("\\u%04x", point)
                        : String.format("\\U%08x", point);
                bytes.writeBytes(escape.getBytes(StandardCharsets.US_ASCII));
              }
            });
    return bytes.toByteArray();
  }
}
