package io.kwsbench;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Something the user gave cannot be used: a bad file, an unknown input, an op that an engine lacks.
 *
 * <p>The message is one line that stands alone: it names the file, node or layer and says what is
 * wrong with it. Where a program's user can do something about it, a {@link Reason} says in types
 * what the message says in words; the program knows what he can type.
 */
public class KwsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A path of Linux has at most 4096 bytes; what is longer comes out of a file. */
  private static final int MAX_CHARACTERS = 5000;

  private static final int LAST_CHARACTERS = 400;

  /**
   * Null if there is none, and in an exception from another process, whose message contains the
   * same.
   */
  private final transient Reason reason;

  public KwsException(String message) {
    this(message, null, null);
  }

  public KwsException(String message, Throwable cause) {
    this(message, null, cause);
  }

  public KwsException(Reason reason) {
    this(reason.message(), reason, null);
  }

  public KwsException(Reason reason, Throwable cause) {
    this(reason.message(), reason, cause);
  }

  private KwsException(String message, Reason reason, Throwable cause) {
    super(oneLine(message), cause);
    this.reason = reason;
  }

  /** The reasons of this exception and its causes, innermost first. */
  public List<Reason> reasons() {
    List<Reason> reasons = new ArrayList<>();
    for (Throwable cause = this; cause != null; cause = cause.getCause()) {
      if (cause instanceof KwsException known && known.reason != null) {
        reasons.add(0, known.reason);
      }
    }
    return reasons;
  }

  /**
   * A file that cannot be read, with the reason: it is missing, a folder, forbidden or not text.
   */
  public static KwsException unreadable(Path file, IOException cause) {
    String why;
    if (cause instanceof NoSuchFileException || cause instanceof FileNotFoundException) {
      // what stands for a byte that is no UTF-8 does not lead back to the file
      boolean lost = file.toString().indexOf('\ufffd') >= 0;
      why = lost ? "its name is not UTF-8, so it cannot be opened: rename it" : "no such file";
    } else if (cause instanceof AccessDeniedException) {
      why = "no permission to read it";
    } else if (cause instanceof CharacterCodingException) {
      why = "not text in UTF-8";
    } else if (Files.isDirectory(file)) {
      why = "a folder, not a file";
    } else {
      why = "cannot be read: " + cause.getMessage();
    }
    return new KwsException(file + ": " + why, cause);
  }

  /**
   * A file that could not be written, in the words of the reason: no permission, no folder to write
   * to, a full disk.
   */
  public static KwsException unwritable(Path file, IOException cause) {
    String why = cause.getMessage();
    if (cause instanceof AccessDeniedException) {
      why = "no permission";
    } else if (cause instanceof FileAlreadyExistsException) {
      why = "what should be a folder is a file: " + cause.getMessage();
    } else if (cause instanceof ClosedByInterruptException) {
      why = "interrupted";
    } else if (cause instanceof FileSystemException failure && failure.getReason() != null) {
      why = failure.getReason();
    }
    return new KwsException(file + ": cannot be written: " + why, cause);
  }

  /** Names in hostile files may hold line breaks or be of any length; a message never does. */
  private static String oneLine(String message) {
    if (message == null) {
      return null;
    }
    String line = message.replaceAll("[\\p{Cntrl}\u2028\u2029]+", " ");
    return line.length() <= MAX_CHARACTERS
        ? line
        : line.substring(0, MAX_CHARACTERS - LAST_CHARACTERS)
            + " … "
            + line.substring(line.length() - LAST_CHARACTERS);
  }
}
