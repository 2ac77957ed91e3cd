package io.kwsbench.cli;

import io.kwsbench.KwsException;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.natives.NativeCache;
import io.kwsbench.usage.ExitCode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
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
    CliContext context = new CliContext(out, System.err, isTerminal(), false, List.of(), interrupt);
    ExitCode code = new CommandLine().run(List.of(arguments), context);
    out.flush();
    Optional<String> failure = stdout.failure();
    if (failure.isPresent()) {
      context.warn("stdout cannot be written: " + failure.get());
      code = ExitCode.BAD_INPUT;
    }
    interrupt.exit(code.code());
  }

  /** Before anything loads a library; a command that needs one tells why there is no folder. */
  private static void chooseNativeCache() {
    try {
      NativeCache.prepare();
    } catch (KwsException e) {
      // most commands load none
    }
  }

  /** Whether stderr is a terminal, as far as /proc tells. */
  private static boolean isTerminal() {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException e) {
      return false;
    }
  }
}
