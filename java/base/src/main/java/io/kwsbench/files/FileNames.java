package io.kwsbench.files;

import io.kwsbench.KwsException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * File names that this Java can represent.
 *
 * <p>Java turns the bytes of a name into text in the charset of the locale that it was started in.
 * Without a UTF-8 locale, as under cron, systemd or in containers, that is ASCII: every other byte
 * becomes U+FFFD, two words of one length get the same name, and no file is found by its text.
 */
public final class FileNames {
  private static final char LOST = '\ufffd';
  private static final String CHARSET = System.getProperty("sun.jnu.encoding", "UTF-8");

  private FileNames() {}

  /** Returns whether names may hold all of Unicode. */
  public static boolean areUnicode() {
    return Charset.isSupported(CHARSET) && Charset.forName(CHARSET).equals(StandardCharsets.UTF_8);
  }

  /** Returns whether the text of a name represents all its bytes. */
  public static boolean isHeld(Path file) {
    String text = file.toString();
    try {
      return text.indexOf(LOST) < 0 || Path.of(text).equals(file);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /**
   * Requires a listed file's name to be text.
   *
   * @throws KwsException saying what to do
   */
  public static void requireHeld(Path file) {
    if (!isHeld(file)) {
      throw new KwsException(
          areUnicode()
              ? file + ": its name is not UTF-8: rename it"
              : file + ": its name cannot be read: " + remedy());
    }
  }

  /**
   * Requires typed words to have arrived whole.
   *
   * @throws KwsException saying what to do
   */
  public static void requireTyped(List<String> words) {
    for (String word : words) {
      if (!areUnicode() && word.indexOf(LOST) >= 0) {
        throw new KwsException("'" + word + "' did not arrive as it was typed: " + remedy());
      }
    }
  }

  /** The exception for a name that no file can have. */
  public static KwsException impossible(String name, InvalidPathException cause) {
    boolean zero = name.indexOf('\0') >= 0;
    return new KwsException(
        "'"
            + name
            + "': no file can have that name"
            + (areUnicode() || zero ? "" : ": " + remedy()),
        cause);
  }

  private static String remedy() {
    return "names are read as " + CHARSET + " here; start with LC_ALL=C.UTF-8";
  }
}
