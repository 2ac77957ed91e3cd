package io.kwsbench.label;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A SHA-256 digest of things that decide about results. Immutable.
 *
 * @param hex its hexadecimal digits
 */
record Fingerprint(String hex) {
  static final int BYTES = 32;

  /** The digest that these bytes are. */
  static Fingerprint of(byte[] digest) {
    return new Fingerprint(HexFormat.of().formatHex(digest));
  }

  /** The digest of a model's bytes and of lines of text. */
  static Fingerprint of(byte[] model, List<String> texts) {
    return ofDigest(digest(model), texts, List.of());
  }

  /** SHA-256 of a model's bytes. */
  static byte[] digest(byte[] model) {
    return sha256().digest(model);
  }

  /** The same of a model's digest and of two lists of lines, one after the other. */
  static Fingerprint ofDigest(byte[] model, List<String> texts, List<String> more) {
    MessageDigest digest = sha256();
    digest.update(model);
    update(digest, texts);
    update(digest, more);
    return of(digest.digest());
  }

  private static void update(MessageDigest digest, List<String> texts) {
    for (String text : texts) {
      digest.update(text.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }

  byte[] toBytes() {
    return HexFormat.of().parseHex(hex);
  }
}
