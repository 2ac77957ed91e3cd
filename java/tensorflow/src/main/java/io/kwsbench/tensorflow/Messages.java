package io.kwsbench.tensorflow;

import java.util.regex.Pattern;

/** TensorFlow's words, made fit for one line. */
final class Messages {
  private static final int LONGEST = 400;
  private static final Pattern SPACE = Pattern.compile("\\s+");

  /**
   * Advice for people who build TensorFlow, and stack traces of the program that made the graph.
   */
  private static final Pattern TAIL =
      Pattern.compile(
          "( in binary running on .*)|(\\.? ?Make sure the Op and Kernel are .*)"
              + "|( Original stack trace .*)|(\\. \\(Check whether your GraphDef.*)");

  private Messages() {}

  /** The message without line breaks and without the parts that help nobody here. */
  static String oneLine(String message) {
    String line = SPACE.matcher(message).replaceAll(" ").trim();
    line = TAIL.matcher(line).replaceFirst("");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + " …";
  }
}
