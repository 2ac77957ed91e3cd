package io.kwsbench;

/**
 * Something the user gave cannot be used: a bad file, an unknown input, an op that an engine lacks.
 *
 * <p>The message is one line that stands alone: it names the file, node or flag and says what is
 * wrong with it. The command line prints it and exits with code 3; a stack trace is for {@code
 * --verbose} only.
 */
public class KwsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public KwsException(String message) {
    super(oneLine(message));
  }

  public KwsException(String message, Throwable cause) {
    super(oneLine(message), cause);
  }

  /** Names in hostile files may hold line breaks; a message never does. */
  private static String oneLine(String message) {
    return message == null ? null : message.replaceAll("[\\p{Cntrl}\u2028\u2029]+", " ");
  }
}
