package io.kwsbench.cli.options;

import com.beust.jcommander.IStringConverter;
import com.beust.jcommander.ParameterException;
import io.kwsbench.KwsException;
import io.kwsbench.compile.pass.CompilerPassCatalog;
import java.util.List;

/**
 * Passes of the compiler that a flag names, comma-separated; {@code all} is all of them, and so is
 * the flag without a value.
 */
public record PassNames(List<String> names) {
  public static final PassNames NONE = new PassNames(List.of());
  public static final String ALL = "all";

  /** Converts the flag's text. */
  public static final class Converter implements IStringConverter<PassNames> {
    @Override
    public PassNames convert(String text) {
      return new PassNames(List.of(text.split(",", -1)));
    }
  }

  public boolean isEmpty() {
    return names.isEmpty();
  }

  public boolean isAll() {
    return names.contains(ALL);
  }

  /**
   * Requires that the compiler has passes of all names.
   *
   * @param flag the flag that names them
   * @throws ParameterException naming the first unknown name, and the passes that there are
   */
  public void requireKnown(String flag) {
    try {
      CompilerPassCatalog.requireKnown(names.stream().filter(name -> !name.equals(ALL)).toList());
    } catch (KwsException e) {
      throw new ParameterException(flag + ": " + e.getMessage(), e);
    }
  }

  @Override
  public String toString() {
    return String.join(",", names);
  }
}
