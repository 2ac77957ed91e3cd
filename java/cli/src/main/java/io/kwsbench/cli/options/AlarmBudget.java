package io.kwsbench.cli.options;

import com.beust.jcommander.ParameterException;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The value of {@code --budget}: false alarms that each word may cause per hour. */
public final class AlarmBudget {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,9})?)/h");

  private AlarmBudget() {}

  /**
   * Reads {@code 0.5/h}; empty text is no budget.
   *
   * @throws ParameterException when the text is no such rate
   */
  public static OptionalDouble perHour(String text) {
    if (text.isEmpty()) {
      return OptionalDouble.empty();
    }
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new ParameterException(
          "--budget: '" + text + "' is not a number of false alarms per hour, such as 0.5/h");
    }
    return OptionalDouble.of(Double.parseDouble(matcher.group(1)));
  }
}
