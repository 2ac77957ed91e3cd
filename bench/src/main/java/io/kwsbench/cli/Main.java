package io.kwsbench.cli;

import io.kwsbench.KwsException;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.natives.NativeCache;
import io.kwsbench.usage.ExitCode;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/** The main class of kwsbench.jar. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    chooseNativeCache();
    Interrupt interrupt = Interrupt.install();
    StandardOutput stdout = new StandardOutput();
    PrintStream out = stdout.printStream();
    boolean colors = Terminal.is(Terminal.STDOUT) && Terminal.showsColors(System.getenv());
    CliContext context =
        new CliContext(
            out,
            System.err,
            Terminal.is(Terminal.STDERR),
            false,
            List.of(),
            interrupt,
            Optional.of(out).filter(stream -> colors));
    ExitCode code = new CommandLine().run(List.of(arguments), context);
    out.flush();
    Optional<String> failure = stdout.failure();
    if (failure.isPresent()) {
      context.warn("stdout cannot be written: " + failure.get());
      code = ExitCode.BAD_INPUT;
    }
    interrupt.exit(code.code());
  }

  /**
   * Chooses the folder for native libraries before any is loaded; commands that need one report a
   * missing folder.
   */
  private static void chooseNativeCache() {
    try {
      NativeCache.prepare();
    } catch (KwsException e) {
      // most commands load none
    }
  }
}
