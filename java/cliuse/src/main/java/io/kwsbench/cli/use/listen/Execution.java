package io.kwsbench.cli.use.listen;

import com.beust.jcommander.ParameterException;
import io.kwsbench.KwsException;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.command.TypedPath;
import io.kwsbench.files.Programs;
import io.kwsbench.spotter.SpotterStream;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Starts a program for every detection, without a shell: blanks separate its arguments, in which
 * {@code {label}}, {@code {score}} and {@code {seconds}} are replaced.
 */
public final class Execution implements Reaction {
  private static final int MAX_AT_ONCE = 8;
  private static final int PATIENCE_SECONDS = 10;

  private final List<String> command;
  private final CliContext context;
  private final List<Process> running = new ArrayList<>();

  /**
   * @throws ParameterException when there is no program
   * @throws KwsException when it is not there, or is none
   */
  public Execution(String command, CliContext context) {
    this.command = Stream.of(command.split(" ")).filter(word -> !word.isEmpty()).toList();
    this.context = context;
    if (this.command.isEmpty()) {
      throw new ParameterException("--exec names no program");
    }
    requireProgram(this.command.get(0));
  }

  private static void requireProgram(String program) {
    if (Programs.find(program).isPresent()) {
      return;
    }
    Path file = TypedPath.of(program);
    if (!Programs.isPath(program) || !Files.exists(file)) {
      throw new KwsException("--exec: " + program + ": no such program");
    }
    throw new KwsException(
        "--exec: "
            + program
            + (Files.isDirectory(file)
                ? ": a folder, not a program"
                : ": not executable; chmod +x " + program + " makes it executable"));
  }

  @Override
  public void scored(SpotterStream stream, long last, float[] scores) {
    reap();
  }

  /** Forgets the programs that have ended, and warns of those that failed. */
  private void reap() {
    for (Iterator<Process> all = running.iterator(); all.hasNext(); ) {
      Process process = all.next();
      if (!process.isAlive()) {
        all.remove();
        if (process.exitValue() != 0) {
          context.warn("--exec: " + command.get(0) + ": exit code " + process.exitValue());
        }
      }
    }
  }

  @Override
  public void heard(String source, SpotterStream.Heard heard) {
    reap();
    if (running.size() == MAX_AT_ONCE) {
      context.warn("--exec: " + MAX_AT_ONCE + " programs still run; skipped " + heard.label());
      return;
    }
    List<String> filled = command.stream().map(word -> fill(word, heard)).toList();
    try {
      Process process =
          new ProcessBuilder(filled)
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.INHERIT)
              .start();
      running.add(process);
      process.getOutputStream().close();
    } catch (IOException e) {
      context.warn("--exec: " + e.getMessage());
    }
  }

  private static String fill(String word, SpotterStream.Heard heard) {
    return word.replace("{score}", String.format(Locale.ROOT, "%.3f", heard.score()))
        .replace("{seconds}", String.format(Locale.ROOT, "%.3f", heard.seconds()))
        .replace("{label}", heard.label());
  }

  /** Waits a while for what still runs. */
  @Override
  public void close() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    for (Process process : running) {
      try {
        process.waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    reap();
  }
}
