package io.kwsbench.spark;

import com.beust.jcommander.IValueValidator;
import com.beust.jcommander.ParameterException;

/** Refuses a flag's number below zero. */
public final class NotNegative implements IValueValidator<Integer> {
  /** For JCommander, which makes it. */
  public NotNegative() {}

  @Override
  public void validate(String flag, Integer value) {
    if (value < 0) {
      throw new ParameterException(flag + ": " + value + " is negative");
    }
  }
}
