package io.kwsbench.spark;

import io.kwsbench.KwsException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The line worth telling of what Spark throws: many lines, of which the cause is one. */
final class Failure {
  /** Of a failed task the driver has but the text of its stack trace. */
  private static final Pattern OURS = Pattern.compile("io\\.kwsbench\\.[\\w.$]+: ([^\\r\\n]+)");

  private static final Pattern READING = Pattern.compile("while reading file (\\S+?)\\.?(?:\\s|$)");

  /**
   * Exceptions of faulty programs; a failed task has only their text. Hadoop throws illegal
   * arguments for paths that are wrong, which are no fault of the program: where the program itself
   * throws one, it is.
   */
  private static final Pattern FAULT =
      Pattern.compile(
          "java\\.lang\\.(NullPointer|ClassCast|Arithmetic|NegativeArraySize"
              + "|(Array|String)?IndexOutOfBounds)Exception");

  private Failure() {}

  /** Returns whether a fault of the program is the cause, and not a file, a clip or the cluster. */
  static boolean isInternal(Throwable failure) {
    boolean fault = false;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String text = cause.toString();
      if (cause instanceof KwsException || OURS.matcher(text).find()) {
        return false;
      }
      boolean last = cause.getCause() == null;
      boolean told = text.contains("Lost task") || text.contains("stage failure");
      fault |= FAULT.matcher(text).find() && (last || told) || last && isOurOwn(cause);
    }
    return fault;
  }

  /** Returns whether code of this program threw it for an internal reason. */
  private static boolean isOurOwn(Throwable thrown) {
    StackTraceElement[] trace = thrown.getStackTrace();
    return (thrown instanceof RuntimeException || thrown instanceof AssertionError)
        && trace.length > 0
        && trace[0].getClassName().startsWith("io.kwsbench.");
  }

  /** The file that Spark was reading, if its message names it. */
  private static String file(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Matcher reading = READING.matcher(String.valueOf(cause.getMessage()));
      if (reading.find()) {
        return reading.group(1) + ": ";
      }
    }
    return "";
  }

  static String of(Throwable failure) {
    Throwable last = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof KwsException) {
        return cause.getMessage();
      }
      Matcher ours = OURS.matcher(String.valueOf(cause.getMessage()));
      if (ours.find()) {
        return ours.group(1);
      }
      last = cause;
    }
    String text = String.valueOf(last.getMessage()).strip();
    return file(failure) + text.lines().findFirst().orElse(last.toString());
  }
}
