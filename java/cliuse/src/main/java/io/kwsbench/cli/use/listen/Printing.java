package io.kwsbench.cli.use.listen;

import com.beust.jcommander.ParameterException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.spotter.SpotterStream.Heard;
import java.util.Locale;
import java.util.function.BiFunction;

/** Prints a line for every detection, at once. */
public record Printing(CliContext context, BiFunction<String, Heard, String> format)
    implements Reaction {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * @throws ParameterException when there is no such format
   */
  public static Printing of(String format, CliContext context) {
    return switch (format) {
      case "text" -> new Printing(context, Printing::text);
      case "jsonl" -> new Printing(context, Printing::json);
      default -> throw new ParameterException("--format: '" + format + "' is not text or jsonl");
    };
  }

  private static String text(String source, Heard heard) {
    return String.format(
        Locale.ROOT, "%s %.3f s %s %.3f", source, heard.seconds(), heard.label(), heard.score());
  }

  private static String json(String source, Heard heard) {
    return JSON.createObjectNode()
        .put("source", source)
        .put("seconds", heard.seconds())
        .put("label", heard.label())
        .put("score", heard.score())
        .put("first_sample", heard.firstSample())
        .put("last_sample", heard.lastSample())
        .put("sample_rate", heard.sampleRate())
        .toString();
  }

  @Override
  public void heard(String source, Heard heard) {
    context.out().println(format.apply(source, heard));
    context.out().flush();
  }

  /** Returns whether whoever read the lines has left. */
  public boolean isUnread() {
    return context.out().checkError();
  }
}
