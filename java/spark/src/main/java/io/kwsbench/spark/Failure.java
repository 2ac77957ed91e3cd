package io.kwsbench.spark;

import io.kwsbench.KwsException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The line worth telling of what Spark throws: many lines, of which the cause is one. */
final class Failure {
  /** Of a failed task the driver has but the text of its stack trace. */
  private static final Pattern OURS = Pattern.compile("io\\.kwsbench\\.[\\w.$]+: ([^\\r\\n]+)");

  private static final Pattern READING = Pattern.compile("while reading file (\\S+?)\\.?(?:\\s|$)");

  private Failure() {}

  /** Which file Spark was reading, where it tells. */
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
