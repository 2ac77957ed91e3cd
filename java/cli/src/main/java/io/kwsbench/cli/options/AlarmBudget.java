package io.kwsbench.cli.options;

import com.beust.jcommander.ParameterException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
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

  /**
   * A warning where all words together cause more false alarms than the budget of each.
   *
   * @param perHour the budget
   * @param together false alarms per hour of all words
   * @param words how many there are
   */
  public static Optional<String> joint(double perHour, double together, int words) {
    if (together <= perHour || words < 2) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "all words together cause %.2f false alarms per hour: --budget is for each word;"
                + " --budget %s/h is %s for all %d",
            together,
            decimal(perHour / words),
            decimal(perHour),
            words));
  }

  private static String decimal(double value) {
    return new BigDecimal(value, new MathContext(3, RoundingMode.DOWN))
        .stripTrailingZeros()
        .toPlainString();
  }
}
