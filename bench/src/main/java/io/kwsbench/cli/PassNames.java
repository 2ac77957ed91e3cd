package io.kwsbench.cli;

import com.beust.jcommander.IStringConverter;
import io.kwsbench.compile.pass.PassCatalog;
import java.util.List;

/**
 * Passes of the compiler that a flag names, comma-separated; {@code all} is all of them, and so is
 * the flag without a value.
 */
record PassNames(List<String> names) {
  static final PassNames NONE = new PassNames(List.of());
  static final String ALL = "all";

  /** What JCommander makes of the flag's text. */
  static final class Converter implements IStringConverter<PassNames> {
    @Override
    public PassNames convert(String text) {
      return new PassNames(List.of(text.split(",", -1)));
    }
  }

  boolean isEmpty() {
    return names.isEmpty();
  }

  boolean isAll() {
    return names.contains(ALL);
  }

  /**
   * @throws io.kwsbench.KwsException when there is no pass of a name
   */
  void requireKnown() {
    PassCatalog.requireKnown(names.stream().filter(name -> !name.equals(ALL)).toList());
  }

  @Override
  public String toString() {
    return String.join(",", names);
  }
}
