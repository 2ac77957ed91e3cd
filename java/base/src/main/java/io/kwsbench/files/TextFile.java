package io.kwsbench.files;

import io.kwsbench.KwsException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads text files that people write: labels, lists, CSV, JSON.
 *
 * <p>Text is UTF-8, with or without a byte order mark. Lines end with LF, CR LF or CR. Any other
 * encoding is refused in one line that names the file and the encoding it looks like: read as
 * UTF-8, it would give words that match nothing.
 */
public final class TextFile {
  /** Bytes of the largest file that is read whole. A list of a million clips has some 60 MB. */
  public static final int MAX_BYTES = 256 << 20;

  private static final char BYTE_ORDER_MARK = '\ufeff';

  private TextFile() {}

  /**
   * The whole text, without its byte order mark.
   *
   * @throws KwsException when the file cannot be read, is too large or is not UTF-8 text
   */
  public static String read(Path file) {
    return read(file, MAX_BYTES);
  }

  /**
   * The whole text of a file of at most {@code most} bytes.
   *
   * @throws KwsException when the file cannot be read, is too large or is not UTF-8 text
   */
  public static String read(Path file, int most) {
    byte[] bytes = InputFile.bytes(file, most, "a text file");
    try {
      return decode(bytes, file.toString());
    } catch (OutOfMemoryError e) {
      throw InputFile.tooLarge(file, e);
    }
  }

  /**
   * The lines, without their ends and without a byte order mark, which files that were joined also
   * have within.
   *
   * @throws KwsException when the file cannot be read, is too large or is not UTF-8 text
   */
  public static List<String> lines(Path file) {
    return lines(read(file));
  }

  /** The lines of a text. */
  public static List<String> lines(String text) {
    return text.lines().map(TextFile::unmarked).toList();
  }

  /**
   * The lines that are not blank, without the white space around them.
   *
   * @throws KwsException when the file cannot be read, is too large or is not UTF-8 text
   */
  public static List<String> entries(Path file) {
    return entries(read(file));
  }

  static List<String> entries(String text) {
    return lines(text).stream().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  /**
   * The text of some bytes, without its byte order mark.
   *
   * @param name of the file they come from, for the message
   * @throws KwsException when they are not UTF-8 text
   */
  public static String decode(byte[] bytes, String name) {
    return unmarked(TextBytes.decode(bytes, name));
  }

  /**
   * A file of any size, to be read in pieces. Reading throws a {@link KwsException} where the file
   * stops being UTF-8 text.
   *
   * @throws KwsException when the file cannot be opened, or does not begin as UTF-8 text
   */
  public static Reader reader(Path file) {
    try {
      return new TextReader(InputFile.open(file), file.toString());
    } catch (IOException e) {
      throw KwsException.unreadable(file, e);
    }
  }

  private static String unmarked(String text) {
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
  }
}
