package io.kwsbench.cli.output;

import com.beust.jcommander.ParameterException;
import io.kwsbench.cli.command.DidYouMean;
import io.kwsbench.report.render.Format;
import java.util.List;

/** The format that a flag names. */
public final class ReportFormat {
  private ReportFormat() {}

  /**
   * The format of that name.
   *
   * @param offered what the report can be written as
   * @throws ParameterException when it is none of those
   */
  public static Format of(String name, List<Format> offered) {
    return of("--format", name, offered);
  }

  /**
   * The format of that name.
   *
   * @param what is named, for the message
   * @param offered what the report can be written as
   * @throws ParameterException when it is none of those
   */
  public static Format of(String what, String name, List<Format> offered) {
    List<String> names = Format.names(offered);
    return Format.named(name)
        .filter(offered::contains)
        .orElseThrow(
            () ->
                new ParameterException(
                    what
                        + " is "
                        + String.join(", ", names)
                        + ", not '"
                        + name
                        + "'"
                        + DidYouMean.hint(name, names)));
  }
}
