package io.kwsbench.cli.output;

import io.kwsbench.KwsException;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.files.OutputFile;
import io.kwsbench.report.Report;
import io.kwsbench.report.render.Format;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Delivers a result to stdout, or whole to a file. */
public final class ResultFile {
  private ResultFile() {}

  /**
   * Delivers a report, in color if it goes to a terminal.
   *
   * @param out a file's path; empty for stdout
   * @throws KwsException when the file cannot be written; what was there stays
   */
  public static void deliver(Report report, Format format, String out, CliContext context) {
    if (out.isEmpty() && context.colored().isPresent()) {
      PrintStream terminal = context.colored().get();
      context.out().flush();
      terminal.print(format.colored(report));
      terminal.flush();
    } else {
      deliver(format.render(report), out, context);
    }
  }

  /**
   * @param out a file's path; empty for stdout
   * @throws KwsException when the file cannot be written; what was there stays
   */
  public static void deliver(String text, String out, CliContext context) {
    if (out.isEmpty()) {
      context.out().print(text);
      context.out().flush();
      return;
    }
    deliver(text.getBytes(StandardCharsets.UTF_8), Path.of(out));
  }

  /**
   * @throws KwsException when the file cannot be written; what was there stays
   */
  public static void deliver(byte[] bytes, Path target) {
    OutputFile.write(target, bytes);
  }
}
