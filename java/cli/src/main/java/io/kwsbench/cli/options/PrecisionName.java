package io.kwsbench.cli.options;

import com.beust.jcommander.IStringConverter;
import com.beust.jcommander.ParameterException;
import io.kwsbench.plan.Precision;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A precision of weights that a flag names. */
public record PrecisionName(Precision precision) {
  /** Weights as the graph has them. */
  public static final PrecisionName FLOAT32 = new PrecisionName(Precision.FLOAT32);

  /** Converts the flag's text. */
  public static final class Converter implements IStringConverter<PrecisionName> {
    private final String flag;

    public Converter(String flag) {
      this.flag = flag;
    }

    @Override
    public PrecisionName convert(String text) {
      String known =
          Arrays.stream(Precision.values()).map(Precision::label).collect(Collectors.joining(", "));
      return Precision.of(text)
          .map(PrecisionName::new)
          .orElseThrow(() -> new ParameterException(flag + ": '" + text + "' is none of " + known));
    }
  }

  @Override
  public String toString() {
    return precision.label();
  }
}
